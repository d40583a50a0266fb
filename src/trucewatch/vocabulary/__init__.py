"""The words of the design: frozen records, closed word lists, partial dates, errors."""
