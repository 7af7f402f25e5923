"""Gathers the tables of all files that describe some: a migration, a backup and a check must know every one."""

from __future__ import annotations

from sqlmodel import SQLModel

from storage import (
    association_tables,
    broadcast_tables,
    campaign_tables,
    draft_tables,
    institution_tables,
    rating_tables,
    result_tables,
    review_figure_tables,
    review_tables,
    tables,
)

# Importing a file adds its tables to the metadata.
DESCRIBED = (
    tables,
    association_tables,
    campaign_tables,
    broadcast_tables,
    institution_tables,
    review_tables,
    draft_tables,
    review_figure_tables,
    result_tables,
    rating_tables,
)
METADATA = SQLModel.metadata
