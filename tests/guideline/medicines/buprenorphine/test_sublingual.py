"""Buprenorphine under the tongue: whom it suits. Expectations from the evidence, sections b2, h, n8 and n30, and cases V27, V81."""

import pytest

from holdfast.guideline.medicines.buprenorphine.sublingual import tablet_equivalent
from tests.guideline.judged import here, judged, outcome, rules_fired

SOMEBODY = {"dsm5_criteria": 7, "age": 34, "sex": "female", "current_medication": "none", "main_opioid": "heroin"}
COMBINATION, MONO = "buprenorphine_naloxone_sl", "buprenorphine_sl"


@pytest.mark.parametrize(
    ("who", "facts", "combination", "mono"),
    [
        ("severe disorder", {}, "suitable", "suitable"),
        ("no disorder", {"dsm5_criteria": 1}, "not_indicated", "not_indicated"),
        ("allergic to buprenorphine", {"allergy_buprenorphine": True}, "avoid", "avoid"),
        ("allergic to naloxone", {"allergy_naloxone": True}, "avoid", "preferred"),
        ("V81: Child-Pugh C", {"child_pugh": "C"}, "avoid", "caution"),
        ("Child-Pugh B", {"child_pugh": "B"}, "caution", "preferred"),
        ("Child-Pugh A", {"child_pugh": "A"}, "suitable", "suitable"),
        ("jaundice, liver not measured", {"jaundice_or_cirrhosis": True}, "ask→suitable", "suitable"),
        ("acute hepatitis", {"acute_hepatitis": True}, "caution", "caution"),
        ("breathing failing", {"respiratory_insufficiency": "acute_severe"}, "avoid", "avoid"),
        ("chronic lung disease", {"respiratory_insufficiency": "chronic"}, "caution", "caution"),
        ("takes benzodiazepines", {"benzodiazepine_use": "both"}, "caution", "caution"),
        ("drinks heavily", {"alcohol_use": "dependent"}, "caution", "caution"),
        ("known long QT", {"long_qt_history": True}, "caution", "caution"),
        ("QTc 470", {"qtc_ms": 470}, "preferred", "preferred"),
        ("QTc 520", {"qtc_ms": 520}, "caution", "caution"),
        ("torsades before", {"torsades_history": True}, "caution", "caution"),
        ("head injury", {"head_injury": True}, "caution", "caution"),
        ("weak adrenal glands", {"adrenal_insufficiency": True}, "caution", "caution"),
        ("MAOI last week", {"maoi_use": True}, "caution", "caution"),
        ("antifungal that raises it", {"cyp3a4_inhibitor": True}, "caution", "caution"),
        ("epilepsy medicine that lowers it", {"cyp3a4_inducer": True}, "caution", "caution"),
        ("that medicine just stopped", {"interacting_change": "stopped"}, "caution", "caution"),
        ("65 years old", {"age": 65}, "caution", "caution"),
        ("17 years old (V27)", {"age": 17}, "suitable", "suitable"),
        ("16 years old", {"age": 16}, "suitable", "suitable"),
        ("15 years old", {"age": 15}, "ask→suitable", "ask→suitable"),
        ("15, and a specialist agrees", {"age": 15, "specialist_agreed": True}, "suitable", "suitable"),
        ("surgery planned", {"opioid_analgesia_planned": True}, "caution", "caution"),
        ("pregnant", {"pregnant": True}, "preferred", "preferred"),
        ("breast-feeding", {"breastfeeding": True}, "suitable", "suitable"),
        ("would choose it", {"prefers": "buprenorphine"}, "preferred", "preferred"),
        ("it worked before", {"response_buprenorphine": "good"}, "preferred", "preferred"),
        ("it did not suit", {"response_buprenorphine": "not_tolerated"}, "caution", "caution"),
        ("well on it", {"current_medication": "buprenorphine", "dose_control": "ok"}, "preferred", "preferred"),
        ("no methadone programme near", {"otp_available": False}, *2 * ({"us": "preferred", "uk": "suitable"},)),
        ("a prescriber near", {"office_prescriber_available": True}, *2 * ({"us": "preferred", "uk": "suitable"},)),
        ("still using", {"still_using_opioids": True}, "suitable", "suitable"),
        (
            "smokes, uses cocaine, wants no counselling",
            {"tobacco_use": True, "stimulant_use_disorder": True, "declines_counselling": True},
            "suitable",
            "suitable",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_whom_it_suits(who, facts, combination, mono, place):
    found = judged({**SOMEBODY, **facts}, place)
    assert (outcome(found[COMBINATION]), outcome(found[MONO])) == (here(combination, place), here(mono, place)), who


def test_the_methadone_programme_is_a_matter_of_the_us():
    assert judged({**SOMEBODY, "otp_available": False}, "uk")[COMBINATION].status == "suitable"


@pytest.mark.parametrize(
    "heart",
    [
        {"qtc_ms": 450},
        {"qtc_ms": 499},
        {"qtc_ms": 500},
        {"qtc_ms": 600},
        {"long_qt_history": True},
        {"torsades_history": True},
        {"syncope_unexplained": True},
        {"qt_prolonging_medicine": True},
        {"structural_heart_disease": True},
        {"long_qt_history": True, "qtc_ms": 480},
    ],
    ids=str,
)
@pytest.mark.parametrize("place", ["us", "uk"])
def test_for_the_heart_it_never_ranks_below_methadone(heart, place):
    found = judged({**SOMEBODY, **heart}, place)
    methadone, buprenorphine = found["methadone"].rank, found[COMBINATION].rank
    assert buprenorphine is not None
    assert methadone is None or buprenorphine < methadone


def test_sedatives_never_withhold_it_and_say_what_to_do():
    finding = judged({**SOMEBODY, "benzodiazepine_use": "not_prescribed"})[COMBINATION]
    assert {"sedatives", "kinder_to_breathing"} <= rules_fired(finding)


def test_what_works_now_is_no_reason_to_start_again():
    found = judged({**SOMEBODY, "current_medication": "buprenorphine", "dose_control": "ok"})
    assert "preferred" not in {found[code].then for code in found if code.startswith("start_buprenorphine_")}


@pytest.mark.parametrize(
    ("product", "mg", "units", "tablet_mg"),
    [
        ("tablet", 8, 2, 16),
        ("film", 12, 1, 12),
        ("zubsolv", 1.4, 1, 2),
        ("zubsolv", 2.9, 1, 4),
        ("zubsolv", 5.7, 1, 8),
        ("zubsolv", 8.6, 1, 12),
        ("zubsolv", 11.4, 1, 16),
        ("zubsolv", 8.6, 2, 24),
        ("zubsolv", 0.7, 1, None),
        ("espranor", 8, 1, None),
    ],
)
def test_products_compare_as_their_tables_say_and_never_by_a_guess(product, mg, units, tablet_mg):
    assert tablet_equivalent(product, mg, units) == tablet_mg
