"""Feeds: who is asked, how politely, what is kept of the answers. The loop over rounds belongs to `pipeline`."""
