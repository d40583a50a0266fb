"""Statistics with their assumptions: before and after, survival, change points. Needs the extra `analysis`.

Takes plain series and lives, from a case or from anybody's table; knows nothing of claims.
"""

from trucewatch.analysis.before_after import before_after
from trucewatch.analysis.changepoints import change_points
from trucewatch.analysis.drawing import save
from trucewatch.analysis.result import Estimate, Result
from trucewatch.analysis.series import Count, Ending, Life
from trucewatch.analysis.survival import survival

__all__ = ["Count", "Ending", "Estimate", "Life", "Result", "before_after", "change_points", "save", "survival"]
