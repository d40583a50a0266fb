"""How a case of an older version becomes one of this version: Alembic revisions, shipped in the package."""
