"""The codes as data: PLOVER event types and modes, ceasefire codes, provision classes, coding rules."""
