"""Other people's data in: event data sets and registers of agreements, row by row, to reports with claims."""

from trucewatch.exchange.importing.reading import Options, rows_of, sheet_of
from trucewatch.exchange.importing.rows import Imported
from trucewatch.exchange.importing.sheet import Sheet
from trucewatch.exchange.importing.spec import DataSet, data_set, kinds

__all__ = ["DataSet", "Imported", "Options", "Sheet", "data_set", "kinds", "rows_of", "sheet_of"]
