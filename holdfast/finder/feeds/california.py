"""California's licences and certificates for substance use treatment (Department of Health Care Services), as CSV.

One row a licence. Read are the publisher's own columns (`Application_Number`, `Program_Code` ...) and the tidied ones of the public
copy (`license_number`, `setting_code` ...). A licence says what a place may do: never which medicine it offers, and nothing about what
its setting codes mean, which the Department does not publish. The legal entity is left behind: it may be a person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from holdfast.finder.feeds.addresses import point_in, postcode_of
from holdfast.finder.feeds.reading import Unread, csv_of, plain
from holdfast.finder.feeds.schedule import day_of_change
from holdfast.finder.listings import Address, Facility, Row

PUBLISHERS_OWN = {
    "Application_Number": "license_number",
    "Facility_Name": "facility_name",
    "Facility_Address1": "address_line1",
    "Facility_Address2": "address_line2",
    "Additional_Facility_Locations": "additional_locations",
    "Facility_City": "city",
    "Facility_State": "state",
    "Facility_Zip": "zip",
    "CountyName": "county",
    "Facility_Phone": "phone",
    "Lic_Expiration_Date": "license_expiration",
    "Treatment_Capacity": "treatment_capacity",
    "Total_Capacity": "total_capacity",
    "Target_Population": "target_population",
    "Incident_Medical_Services": "incidental_medical_services",
    "Adolescent_Waiver": "adolescent_waiver",
    "Latitude": "latitude",
    "Longitude": "longitude",
    "Program_Code": "setting_code",
}
TIDY = {name.casefold(): tidy for name, tidy in PUBLISHERS_OWN.items()}
NEEDED = ("license_number", "facility_name", "license_expiration")

WOMEN, MEN, YOUNG = "gender.female", "gender.male", "age.children_adolescents"
WHOM: Mapping[str, frozenset[str]] = {
    "CO-ED": frozenset({WOMEN, MEN}),
    "MEN ONLY": frozenset({MEN}),
    "WOMEN ONLY": frozenset({WOMEN}),
    "WOMEN/CHILDREN": frozenset({WOMEN}),
    "YOUTH/ADOLESCENT": frozenset({YOUNG}),
    "FAMILIES": frozenset(),
    "DUAL DIAGNOSIS": frozenset({"population.co_occurring"}),
    "CO-ED/CHILDREN": frozenset({WOMEN, MEN}),
    "CO-ED/YOUTH": frozenset({WOMEN, MEN, YOUNG}),
    "MEN/YOUTH": frozenset({MEN, YOUNG}),
    "WOMEN/YOUTH": frozenset({WOMEN, YOUNG}),
    "CO-ED/CHILD/DUAL": frozenset({WOMEN, MEN, "population.co_occurring"}),
    "WOMEN/CHILD/DUAL": frozenset({WOMEN, "population.co_occurring"}),
}
"""What each target population plainly says, from the labels in the data dictionary. Whose children may come along is told, not claimed."""

TOLD = {
    "Licence number": "license_number",
    "More addresses": "additional_locations",
    "County": "county",
    "Setting code": "setting_code",
    "Target population": "target_population",
    "Places for treatment": "treatment_capacity",
    "Places in all": "total_capacity",
}


def rows(path: Path) -> Iterator[Row]:
    """Every licence of the file. Raises InputError where the file is none of this kind."""
    seen: dict[str, Mapping[str, str]] = {}
    for number, found in csv_of(path, _is_header, f"a header with at least {', '.join(NEEDED)}"):
        if isinstance(found, Unread):
            yield Row(f"line {number}", broken=found)
            continue
        licence = _tidied(found)
        key, where = licence["license_number"], f"line {number}"
        if not key or not licence["facility_name"]:
            yield Row(where, broken="a licence without its number" if not key else f"licence {key} has no name")
        elif key in seen:
            again = licence == seen[key]
            yield Row(where, left_out="listed twice, word for word") if again else Row(where, broken=f"licence {key} stands here twice")
        else:
            seen[key] = licence
            yield _facility(where, licence)


def _is_header(names: Collection[str]) -> bool:
    return set(map(_tidy_name, names)).issuperset(NEEDED)


def _tidy_name(name: str) -> str:
    plainly = re.sub(r"[\W_]+", "_", name).casefold()
    return TIDY.get(plainly, plainly)


def _tidied(found: Mapping[str, str]) -> dict[str, str]:
    """The row under tidied names, as plain text; the publisher's columns that hold two things are parted."""
    licence = {_tidy_name(name): plain(value) for name, value in found.items()}
    if "type_of_application" in licence:
        licence["is_licensed"] = str("licensed" in licence["type_of_application"].lower())
        licence["is_certified"] = str("certified" in licence["type_of_application"].lower())
    if "offers_detox" not in licence:
        setting, detox, _ = licence.get("setting_code", "").partition("-DETOX")
        licence |= {"setting_code": setting, "offers_detox": str(bool(detox))}
    licence["target_population"] = licence.get("target_population", "").rpartition("---")[2].strip()
    return licence


def _facility(where: str, licence: Mapping[str, str]) -> Row:
    warnings = []
    licensed, certified = _yes(licence.get("is_licensed")), _yes(licence.get("is_certified"))
    offers = {"record.sud_facility"}
    if licensed:  # the Department licenses residential places only, and certifies the others
        offers.add("setting.residential")
    if _yes(licence.get("offers_detox")):
        offers.add("care.withdrawal_management")
    population = licence["target_population"]
    if population and population.upper() not in WHOM:
        warnings.append(f"no concept for target population '{population}'")
    offers |= WHOM.get(population.upper(), frozenset())
    valid_until = day_of_change(licence["license_expiration"])
    if valid_until is None:
        warnings.append("no date on which the licence ends")

    told = {heading: (licence[name],) for heading, name in TOLD.items() if licence.get(name) not in (None, "", "0")}
    if _yes(licence.get("incidental_medical_services")):
        told["Incidental medical services"] = ("Yes",)
    if _yes(licence.get("adolescent_waiver")):
        told["Adolescent waiver"] = ("Yes",)

    street = ", ".join(filter(None, (licence.get("address_line1"), licence.get("address_line2"))))
    north_east, point_warnings = point_in("us", licence.get("latitude"), licence.get("longitude"))
    address = Address(
        street=street,
        town=licence.get("city", "").rstrip(", "),
        region="CA" if re.fullmatch("ca?", licence.get("state", ""), re.IGNORECASE) else licence.get("state", ""),
        postcode=postcode_of(licence.get("zip", ""), "us"),
        country="us",
        point=north_east,
        approximate=north_east is not None and not street,
    )
    held = " and ".join(word for word, holds in (("licensed", licensed), ("certified", certified)) if holds)
    if not held:
        warnings.append("neither licensed nor certified")
    facility = Facility(
        key=licence["license_number"],
        name=licence["facility_name"],
        address=address,
        phone=licence.get("phone", ""),
        offers=frozenset(offers),
        told=told,
        register=f"{held.capitalize()} by California's Department of Health Care Services" if held else "",
        valid_until=valid_until,
    )
    return Row(where, facility, warnings=(*warnings, *point_warnings))


def _yes(value: str | None) -> bool:
    return (value or "").lower() in ("true", "yes", "y", "1")
