"""Shows the edition as a table of plain text (`xingjie standard show`)."""

from __future__ import annotations

from flows.standard.model import STARS, Standard

HEAD = ("subdomain", *(f"{star}★" for star in STARS), "n/a", "effort 1-5", "builds on")


def table(standard: Standard) -> str:
    """Return one line for each subdomain under its domain: stars, whether it may not apply, effort, and what it builds on."""
    lines = [f"{standard.edition}  {standard.name}", _line(HEAD)]
    for domain in standard.domains:
        lines.append(f"[{domain.code}]")
        for sub in domain.subdomains:
            ticks = ("√" if star in sub.stars else "·" for star in STARS)
            effort = "".join(step.name[0].upper() for step in sub.effort)
            lines.append(_line((sub.code, *ticks, "yes" if sub.may_not_apply else "", effort, ", ".join(sub.builds_on))))
    counts = [str(len(standard.ticked(star))) for star in STARS]
    lines.append(_line((f"{len(standard.subdomains)} subdomains", *counts, "", "", "")))
    return "\n".join(lines)


def _line(cells: tuple[str, ...]) -> str:
    code, *rest = cells
    stars, (left_out, effort, builds_on) = rest[:5], rest[5:]
    return f"{code:<24}{''.join(f'{star:>4}' for star in stars)}  {left_out:<4}{effort:<12}{builds_on}".rstrip()
