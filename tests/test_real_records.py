"""Records that nobody here wrote (`../shared/data/fhir`): read, advised on and shown, or refused by name and place."""

import gzip
import json
from datetime import datetime

import pytest
from click.testing import CliRunner

from holdfast.advice import advise
from holdfast.casefile import read_case
from holdfast.cli import main
from holdfast.guideline.options import OPTIONS
from holdfast.language.errors import InputError

AS_OF = datetime(2026, 11, 21, 9)
GOOD = ("preferred", "suitable", "caution")
OF_OPIOIDS = {
    "main_opioid", "current_medication", "oud_ever", "dsm5_criteria", "opioid_use_disorder_recorded", "overdose_now", "overdoses_past_year",
    "hours_since_overdose", "takes_opioid_analgesic", "fentanyl_exposure", "opioid_use_days_30", "physically_dependent", "lost_tolerance",
    "hours_since_short_acting_opioid", "hours_since_long_acting_opioid", "hours_since_methadone", "hours_since_buprenorphine",
    "days_opioid_free", "last_opioid_class", "still_using_opioids",
}  # fmt: skip


class Records:
    """The shared folder of real records: as bytes, as JSON, and as a plain file for the command line."""

    def __init__(self, shared, tmp_path):
        self.folder, self.tmp_path = shared / "data" / "fhir", tmp_path

    def raw(self, name):
        (found,) = (path for path in self.folder.glob("*/*.json*") if path.name.startswith(name))
        return gzip.decompress(found.read_bytes()) if found.suffix == ".gz" else found.read_bytes()

    def edited(self, name, change):
        bundle = json.loads(self.raw(name))
        change(bundle["entry"])
        return json.dumps(bundle).encode()

    def run(self, command, raw, *arguments):
        file = self.tmp_path / "record.json"
        file.write_bytes(raw)
        return CliRunner().invoke(main, [command, str(file), "--as-of", "2026-11-21T09:00", *arguments])


@pytest.fixture
def records(shared, tmp_path):
    return Records(shared, tmp_path)


def advised(raw):
    case = read_case(raw, AS_OF)
    warnings = [(each.code, each.say, each.source) for each in case.warnings]
    return case, advise(case.known, case.as_of, case.place, case.settings, warnings)


def statuses(advice):
    return {finding.option.code: finding.status for finding in advice.findings}


def refusal(raw):
    with pytest.raises(InputError) as refused:
        read_case(raw, AS_OF)
    return str(refused.value)


def check_refused(records, raw, *said):
    """Refused by every command with exit code 2: nothing on standard output, the problem on standard error, no trace."""
    message = refusal(raw)
    for command in ("plan", "facts"):
        answer = records.run(command, raw)
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert answer.stderr.startswith("The input cannot be used: ")
        assert "Traceback" not in answer.stderr
        for part in said:
            assert part in message
            assert part in answer.stderr


# --- Carl: in remission on buprenorphine, with a code that its text contradicts -----------------------------------------


def test_carl_goes_on_with_the_buprenorphine_that_holds_him(records):
    case, advice = advised(records.raw("carl"))
    found = statuses(advice)
    assert (case.known["current_medication"], case.known["in_remission"], case.known["age"]) == ("buprenorphine", True, 76)
    assert found["continue_current"] in ("preferred", "suitable")
    assert {found[code] for code in ("buprenorphine_naloxone_sl", "buprenorphine_sl")} <= {"preferred", "suitable"}
    assert found["buprenorphine_xr"] in GOOD
    assert found["naloxone_rescue"] in GOOD
    assert advice.diagnosis.remission is not None


def test_nothing_of_carl_s_medicine_is_stopped_and_no_naltrexone_is_offered(records):
    found = statuses(advised(records.raw("carl"))[1])
    assert {found[code] for code in ("naltrexone_oral", "naltrexone_xr", "start_naltrexone", "unaided_abrupt_stop")} == {"avoid"}
    about_his = [code for code, option in OPTIONS.items() if "buprenorphine" in code and option.kind != "never_offered"]
    assert {found[code] for code in about_his} & {"avoid", "wait"} == set()
    assert found["taper_buprenorphine"] not in ("preferred", "suitable")


def test_carl_s_contradicting_code_and_text_are_both_shown(records):
    (warned,) = (each for each in advised(records.raw("carl"))[0].warnings if each.code == "code_text_mismatch")
    assert "buprenorphine / naloxone" in warned.say
    assert "buprenorphine / naltrexone" in warned.say
    assert warned.source == "MedicationRequest/CarlFredericksonBuprenorphineNaltrexone"
    assert "allergy_naltrexone" not in advised(records.raw("carl"))[0].known


def test_carl_on_the_command_line(records):
    answer = records.run("plan", records.raw("carl"))
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "Keep the medicine you have" in answer.stdout
    assert "Code and text disagree" in " ".join(answer.stdout.split())
    said = json.loads(records.run("plan", records.raw("carl"), "--format", "json").stdout)
    assert {option["code"]: option["status"] for option in said["options"]}["continue_current"] in ("preferred", "suitable")
    assert [each["code"] for each in said["warnings"]].count("code_text_mismatch") == 1
    facts = records.run("facts", records.raw("carl"), "--format", "json")
    assert (facts.exit_code, facts.stderr) == (0, "")
    (dose,) = (fact for fact in json.loads(facts.stdout)["facts"] if fact["name"] == "current_buprenorphine_mg")
    assert (dose["value"], dose["source"]) == (8, "MedicationRequest/CarlFredericksonBuprenorphineNaltrexone")


def test_carl_with_a_dangerous_heart_tracing_is_urgent_and_ends_with_1(records):
    def traced(entries):
        patient = next(each["resource"] for each in entries if each["resource"]["resourceType"] == "Patient")
        qtc = {"coding": [{"system": "http://loinc.org", "code": "8636-3"}]}
        value = {"value": 520, "unit": "ms", "system": "http://unitsofmeasure.org", "code": "ms"}
        subject = {"reference": f"Patient/{patient['id']}"}
        observation = {
            "resourceType": "Observation",
            "id": "qtc",
            "status": "final",
            "code": qtc,
            "subject": subject,
            "valueQuantity": value,
        }
        entries.append({"resource": {**observation, "effectiveDateTime": "2026-11-20"}})

    raw = records.edited("carl", traced)
    assert advised(raw)[0].known["qtc_ms"] == 520
    answer = records.run("plan", raw)
    assert (answer.exit_code, answer.stderr) == (1, "")
    assert answer.stdout.index("qtc_500") < answer.stdout.index("Medicines")


# --- People of whose opioids the record says nothing --------------------------------------------------------------------


def check_out_of_scope(records, raw):
    case, advice = advised(raw)
    assert set(case.known) & OF_OPIOIDS == set()
    assert not advice.judgement.in_scope
    assert set(statuses(advice).values()) == {"not_indicated"}
    assert [question.fact.name for question in advice.judgement.questions] == ["main_opioid"]
    assert (advice.judgement.urgent, advice.calendars) == ((), ())
    answer = records.run("plan", raw)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "The record says nothing about opioids" in answer.stdout
    assert "Which opioid do you use most, if any?" in answer.stdout
    return case


def test_a_record_without_opioids_is_out_of_scope_and_asks_one_question(records):
    case = check_out_of_scope(records, records.raw("1b"))
    assert (case.known["age"], case.known["sex"]) == (20, "female")
    assert case.warnings == ()


OVERDOSE_WITHOUT_A_SUBSTANCE = ("Cary_O'Hara", "Robby_Becker", "Trenton_Turner")
OTHERS = ("Alberto_Atencio", "Alexia_Senger", "Louis_Maggio", "Trey_Leffler")
DEAD = {"Chet_Thompson": "1968-10-11", "Gilberto_Orosco": "1994-04-11"}


def test_every_synthea_record_is_tried_here(shared):
    names = {path.name for path in (shared / "data" / "fhir" / "synthea").iterdir()}
    tried = (*OVERDOSE_WITHOUT_A_SUBSTANCE, *OTHERS, *DEAD)
    assert len(names) == len(tried)
    assert all(any(name.startswith(start) for name in names) for start in tried)


@pytest.mark.parametrize("name", OVERDOSE_WITHOUT_A_SUBSTANCE)
def test_an_overdose_that_names_no_substance_infers_nothing_and_asks(records, name):
    case = check_out_of_scope(records, records.raw(name))
    (warned,) = (each for each in case.warnings if each.code == "overdose_substance_unknown")
    assert warned.say.startswith("An overdose is recorded with no substance named: was it an opioid?")
    assert "was it an opioid?" in " ".join(records.run("plan", records.raw(name)).stdout.split())


@pytest.mark.parametrize("name", OTHERS)
def test_a_synthea_record_of_other_things_is_read_and_out_of_scope(records, name):
    case = check_out_of_scope(records, records.raw(name))
    assert {"age", "sex"} <= set(case.known)
    assert "overdose_substance_unknown" not in {each.code for each in case.warnings}


@pytest.mark.parametrize(("name", "died"), DEAD.items())
def test_somebody_recorded_as_dead_is_refused_by_name_with_the_place(records, name, died):
    check_refused(records, records.raw(name), "entry[0].resource.deceasedDateTime: the person is recorded as dead", died)


def test_somebody_who_died_later_was_alive_before(records):
    case = read_case(records.raw("Gilberto_Orosco"), datetime(1993, 6, 1))
    assert case.known["age"] == 56
    assert case.known["oud_ever"] is True


def test_brenda_is_read_and_asked_whether_the_old_prescriptions_are_still_taken(records):
    case, advice = advised(records.raw("ahrq-brenda"))
    assert (case.known["age"], case.known["sex"], case.known["phq9_score"]) == (65, "female", 8)
    asked = [each for each in case.warnings if each.code == "still_taken"]
    assert any("Oxycodone" in each.say and each.say.endswith("is it still taken?") for each in asked)
    assert case.known.get("takes_opioid_analgesic") is None
    assert len(advice.judgement.questions) >= 1
    answer = records.run("plan", records.raw("ahrq-brenda"))
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "is it still taken?" in " ".join(answer.stdout.split())


# --- Bundles that are refused ------------------------------------------------------------------------------------------


def test_another_fhir_version_is_refused_by_name(records):
    check_refused(
        records, records.raw("ahrq-evan-dstu2"), "this is FHIR DSTU2, not R4", "entry[1].resource (Condition)", "Export the record again"
    )


def test_two_patients_are_refused_with_their_places(records):
    other = {"resource": {"resourceType": "Patient", "id": "another", "gender": "male", "birthDate": "1990-01-01"}}
    raw = records.edited("carl", lambda entries: entries.append(other))
    place = len(json.loads(raw)["entry"]) - 1
    check_refused(records, raw, "has 2 Patients", f"entry[{place}]", "exactly one Patient")


def test_no_patient_is_refused(records):
    def nobody(entries):
        entries[:] = [each for each in entries if each["resource"]["resourceType"] != "Patient"]

    check_refused(records, records.edited("carl", nobody), "entry: has no Patient", "exactly one Patient")


def test_somebody_else_s_prescription_is_refused(records):
    def swapped(entries):
        request = next(each["resource"] for each in entries if each["resource"]["resourceType"] == "MedicationRequest")
        request["subject"] = {"reference": "Patient/somebody-else"}

    check_refused(records, records.edited("carl", swapped), "is about another person than the bundle's Patient")


def test_a_record_cut_off_is_refused(records):
    check_refused(records, records.raw("carl")[:20000], "this is not JSON", "cut off")


def test_a_calendar_of_a_medicine_that_is_avoided_is_refused_with_2(records):
    file = records.tmp_path / "carl.json"
    file.write_bytes(records.raw("carl"))
    answer = CliRunner().invoke(main, ["calendar", "naltrexone", "--case", str(file), "--as-of", "2026-11-21T09:00"])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "Naltrexone would bring on sudden, severe withdrawal" in " ".join(answer.stderr.split())
