"""The reference page of the instruments, made from the code by `docs/generate.py`."""

from __future__ import annotations

from holdfast.guideline.instruments.instrument import Instrument
from holdfast.guideline.instruments.scoring import INSTRUMENTS

OPENING = """\
# Instruments

Items are handed in by name under `instruments` of a case file. An item left out, or `null`, is missing: then there is no total, and
never a guessed one; `holdfast facts` lists what was not answered. `version` may be named beside the items; `total` may stand for items
that are not at hand, where the instrument has one. Plain `sows` is refused, because two different scales bear that name.

Each instrument says whose wording it shows: *verbatim* is the form's own, *own words* are ours, *scoring only* shows none.
"""


def instruments_page() -> str:
    """Every instrument: version, total, what it settles, bands, items with what may be given, cautions, licence."""
    return "\n".join([OPENING, *(_section(each) for each in INSTRUMENTS.values())])


def _section(instrument: Instrument) -> str:
    total = f"total 0 to {instrument.highest}" if instrument.totalled else "no total"
    fills = ", ".join(f"`{name}`" for name in (instrument.fact, *instrument.also) if name)
    wording = f"wording: {instrument.wording}"
    heads = [f"Version `{instrument.version}`", total, f"fills {fills or 'no fact'}", wording, f"source: {instrument.source}"]
    parts = [f"## `{instrument.name}`: {instrument.title}", " · ".join(heads)]
    if instrument.bands:
        parts.append(f"Bands: {', '.join(f'{band.name} from {band.starts.us:g}' for band in instrument.bands)}.")
    if instrument.subscales:
        parts.append("\n".join(f"- `{each.name}` adds up {', '.join(f'`{item}`' for item in each.items)}" for each in instrument.subscales))
    if instrument.stem:
        parts.append(f"> {instrument.stem}")
    rows = [f"| `{item.name}` | {item.question} | {item.allowed} |" for item in instrument.items]
    parts.append("\n".join(["| item | question | may be given |", "|---|---|---|", *rows]))
    parts += [
        f"Asked only where `{skip.after}` is above 0 or yes: {', '.join(f'`{item}`' for item in skip.items)}." for skip in instrument.skips
    ]
    parts += [f"Counts as a change: `{step.of}` by {step.by.us:g} {step.by.unit} or more ({step.by.source})." for step in instrument.steps]
    codes = [f"{what} {code.value}" for what, code in (("panel", instrument.loinc), ("result", instrument.loinc_result)) if code]
    codes += [f"`{item.name}` {item.loinc.value}" for item in instrument.items if item.loinc]
    parts.append(f"LOINC: {', '.join(codes)}." if codes else "LOINC: none is known.")
    return "\n\n".join([*parts, *instrument.cautions, f"Licence: {instrument.licence}"]) + "\n"
