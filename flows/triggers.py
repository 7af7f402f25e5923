"""Names what a reply can ask for."""

from __future__ import annotations

from enum import StrEnum


class Trigger(StrEnum):
    """What a button or a typed line does.

    The values are in buttons that people may tap months later, so `old_names` holds each that has changed.

    `open` shows another view, `show` the stage's own screen, `document` hands over a file and `link` a link.
    `colleagues` shows or changes the people of the institution, `cases` its reviews.
    """

    open = "open"
    show = "show"
    document = "document"
    assign = "assign"
    back = "back"
    begin = "begin"
    ask_institution = "call"
    ask_team_person = "for_person"
    ask_team_reason = "for_reason"
    cancel = "cancel"
    cases = "case"
    close = "close"
    colleagues = "team"
    confirm_domain = "confirm"
    consent = "consent"
    date_evidence = "date"
    rate_step = "done"
    drop_step = "drop"
    set_due = "due"
    excuse = "excuse"
    forget = "forget"
    go_deeper = "go_deeper"
    go_on = "go_on"
    go_to = "go_to"
    join_two = "join"
    jump = "jump"
    keep_answer = "keep"
    leave = "leave"
    link = "link"
    choose_timezone = "live"
    name_evidence = "name"
    name_institution = "organisation"
    pause = "pause"
    set_person = "person"
    plan = "plan"
    show_evidence = "evidence"
    rate = "rate"
    reason = "reason"
    recheck = "recheck"
    remind = "remind"
    renew_evidence = "renew"
    restart = "restart"
    set_rich_cards = "rich"
    resume = "resume"
    review = "review"
    keep_old_answer = "same"
    change_language = "speak"
    set_state = "state"
    tick = "tick"
    set_shows = "shows"
    set_step = "step"
    set_team_step = "team_step"
    # For officers: a campaign of their association.
    officer_campaign = "campaign"
    take_part = "part"
    to_plan = "to_plan"
    set_under_way = "next"
    unname_institution = "unname"
    verdict = "verdict"
    walk_domain = "walk"
    widen = "widen"
    withdraw_evidence = "withdraw"


# These change nothing that is stored about the interview.
READING = frozenset({Trigger.open, Trigger.show, Trigger.document, Trigger.link, Trigger.colleagues, Trigger.cases})
