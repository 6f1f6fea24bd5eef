"""What is kept: each listing as its feed told it last, what it said before, which listings may be one place, and each import.

Nothing is merged and nothing is deleted: a listing that a whole feed no longer holds is marked gone on that day.
"""

from __future__ import annotations

from math import floor

from django.db import models

CELLS_PER_DEGREE = 4


def cell(latitude: float, longitude: float) -> int:
    """The square of a quarter of a degree that a point lies in: what a search near a place asks the index for."""
    return floor(latitude * CELLS_PER_DEGREE) * 10_000 + floor(longitude * CELLS_PER_DEGREE)


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
    website = models.CharField(max_length=2000, blank=True)
    first_imported = models.DateField()
    last_imported = models.DateField()
    gone = models.DateField(null=True)

    class Meta:
        abstract = True
        constraints = (models.UniqueConstraint(fields=["feed", "key"], name="one_%(class)s_a_key"),)
        indexes = (models.Index(fields=["cell"], name="%(class)s_by_cell"),)


class Facility(Listed):
    """A place of treatment. `offers` are concepts, parted and bordered by spaces; `told` the feed's own words by its own headings."""

    part = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    intake = models.CharField(max_length=60, blank=True)
    hotline = models.CharField(max_length=60, blank=True)
    offers = models.TextField(blank=True)
    told = models.JSONField(default=dict)
    register = models.CharField(max_length=300, blank=True)
    valid_until = models.DateField(null=True)
    confirmed_by_phone = models.DateField(null=True)


class Meeting(Listed):
    """A weekly meeting. `day` is 1 for Monday to 7 for Sunday; `kinds` and `languages` are parted and bordered by spaces."""

    fellowship = models.CharField(max_length=100)
    day = models.SmallIntegerField(null=True)
    starts = models.TimeField(null=True)
    minutes = models.IntegerField(null=True)
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
