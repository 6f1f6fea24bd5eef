"""What is kept: each listing as its feed told it last, what it said before, which listings may be one place, and each import.

Nothing is merged and nothing is deleted: a listing that a whole feed no longer holds is marked gone on that day.
"""

from __future__ import annotations

from math import cos, floor, radians, sin

from django.db import models

CELLS_PER_DEGREE = 10


def cell(latitude: float, longitude: float) -> int:
    """The square of a tenth of a degree that a point lies in: what a search near a place asks the index for."""
    return cell_at(cell_row(latitude), cell_row(longitude))


def on_sphere(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The point on a sphere of radius 1: how far two points are apart then takes no more than products and sums, in any database."""
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def cell_row(degrees: float) -> int:
    """Which tenth of a degree, north or east."""
    return floor(degrees * CELLS_PER_DEGREE)


def cell_at(row: int, column: int) -> int:
    """The cell's one number, from its two."""
    return row * 10_000 + column


class Listed(models.Model):
    """What facilities and meetings share. `mark` is a digest of all that the feed says, so that a change is seen."""

    feed = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    mark = models.CharField(max_length=64)
    name = models.CharField(max_length=300)
    building = models.CharField(max_length=300, blank=True)
    street = models.CharField(max_length=300, blank=True)
    town = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    approximate = models.BooleanField(default=False)
    cell = models.IntegerField(null=True)
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)
    z = models.FloatField(null=True)
    website = models.CharField(max_length=2000, blank=True)
    first_imported = models.DateField()
    last_imported = models.DateField()
    gone = models.DateField(null=True)

    class Meta:
        abstract = True
        constraints = (models.UniqueConstraint(fields=["feed", "key"], name="one_%(class)s_a_key"),)


class Facility(Listed):
    """A place of treatment. `offers` are concepts, and `terms` what it is found by, both parted and bordered by spaces; `told` is in the
    feed's own words, by its own headings."""

    part = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    intake = models.CharField(max_length=60, blank=True)
    hotline = models.CharField(max_length=60, blank=True)
    offers = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    told = models.JSONField(default=dict)
    register = models.CharField(max_length=300, blank=True)
    valid_until = models.DateField(null=True)
    confirmed_by_phone = models.DateField(null=True)

    class Meta(Listed.Meta):
        # All that a search near a place reads before it knows what to show: the rows themselves are large.
        indexes = (models.Index(fields=["cell", "country", "gone", "x", "y", "z", "valid_until", "terms"], name="facility_near"),)


class Meeting(Listed):
    """A weekly meeting. `day` is 1 for Monday to 7 for Sunday, `minute` the minute of the week, from Monday's midnight, at which it
    begins; `kinds` and `languages` are parted and bordered by spaces."""

    fellowship = models.CharField(max_length=100)
    day = models.SmallIntegerField(null=True)
    starts = models.TimeField(null=True)
    minutes = models.IntegerField(null=True)
    minute = models.IntegerField(null=True)
    timezone = models.CharField(max_length=60, blank=True)
    in_person = models.BooleanField(default=True)
    online = models.BooleanField(default=False)
    link = models.CharField(max_length=2000, blank=True)
    dial = models.CharField(max_length=200, blank=True)
    kinds = models.TextField(blank=True)
    told = models.JSONField(default=list)
    languages = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)
    medication_friendly = models.BooleanField(null=True)
    updated = models.DateField(null=True)

    class Meta(Listed.Meta):
        indexes = (models.Index(fields=["cell", "gone", "in_person", "x", "y", "z", "minute"], name="meeting_near"),)


class Former(models.Model):
    """What a listing said before its feed changed it."""

    feed = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    until = models.DateField()
    said = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["feed", "key"], name="former_by_key"),)


class AlsoListed(models.Model):
    """Two listings that may be one place, and why we think so. Both stay."""

    one = models.ForeignKey(Facility, models.CASCADE, related_name="+")
    other = models.ForeignKey(Facility, models.CASCADE, related_name="+")
    why = models.CharField(max_length=100)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["one", "other"], name="one_link_a_pair"),)


class Import(models.Model):
    """One reading of one file, with what became of every row. Without `finished` it was interrupted."""

    feed = models.CharField(max_length=20)
    file = models.CharField(max_length=300)
    began = models.DateTimeField()
    finished = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
