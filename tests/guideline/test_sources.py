"""Every citation once, each with a key, a title and a date."""

from holdfast.guideline import sources
from holdfast.language.expressions import Source

ALL = {name: value for name, value in vars(sources).items() if isinstance(value, Source)}


def test_no_source_is_cited_twice():
    assert len({source.key for source in ALL.values()}) == len(ALL)
    assert len({source.title for source in ALL.values()}) == len(ALL)


def test_what_has_not_been_read_says_so():
    assert str(sources.TIP_63.part(3)).endswith("part 3 (to be confirmed)")
    assert "confirmed" not in str(sources.ASAM_2020)
