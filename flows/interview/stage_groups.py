"""Names groups of stages: from which something can be done, and to which it leads back."""

from __future__ import annotations

from flows.stages import Stage

BEGUN = tuple(stage for stage in Stage if stage is not Stage.welcome)
# The stages from which evidence can be named, and to which it goes back.
EVIDENCE_STAGES = (
    Stage.asking,
    Stage.checkpoint,
    Stage.deciding,
    Stage.reviewing,
    Stage.paused,
    Stage.finished,
    Stage.planning,
    Stage.at_step,
)
BACK_FROM_EVIDENCE = (Stage.reviewing, Stage.planning, Stage.checkpoint, Stage.deciding, Stage.paused, Stage.finished)
# The stages to which a line about a step of the institution's plan leads back; from all others it leads to the next question.
BACK_FROM_TEAM_STEP = (Stage.choosing, Stage.confirming, *BACK_FROM_EVIDENCE)
# The stages from which the institution can be named, and to which it goes back: all that wait for no other typed line.
INSTITUTION_STAGES = (Stage.choosing, Stage.confirming, *EVIDENCE_STAGES)
# The stages in which a person says which criteria evidence shows.
SHOWING_STAGES = (Stage.reviewing, Stage.naming_evidence, Stage.dating_evidence)
# Where a question can be gone to by its address: wherever a run has begun.
ANSWERABLE = tuple(stage for stage in BEGUN if stage is not Stage.choosing)
