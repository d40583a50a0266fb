"""Reports to sentences: parse, names, times, places, numbers, speakers."""
