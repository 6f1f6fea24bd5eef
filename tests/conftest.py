"""What every test may use, and the rule that no test stays out unnoticed."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SHARED_ABSENT = "../shared is not here"
BROWSER_ABSENT = "Chromium is not here and could not be installed"
POSTGRESQL_ABSENT = "PostgreSQL is not here and could not be installed"

DEBIANS = {"chromium": BROWSER_ABSENT, "postgresql": POSTGRESQL_ABSENT}
"""What comes from Debian's packages, and what a test says that had to do without."""

settings.register_profile("holdfast", deadline=None)  # a slow machine is not a wrong answer
settings.load_profile("holdfast")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser that pages are tested in; `make test` installs it where it may."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip(BROWSER_ABSENT)
    return found


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material shared beside the project; a test that reads it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(SHARED_ABSENT)
    return SHARED


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """The web application with a database of its own, for every test that needs one."""
    home = tmp_path_factory.mktemp("home")
    os.environ["HOLDFAST_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "holdfast.site.settings"
    import django
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases, teardown_test_environment

    from holdfast.site.environment import prepare

    prepare(home)
    django.setup()
    setup_test_environment()
    kept = setup_databases(verbosity=0, interactive=False)
    yield
    teardown_databases(kept, verbosity=0)
    teardown_test_environment()


@pytest.fixture
def database(site: None) -> Generator[None]:
    """The database, empty before the test and after it."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- HOLDFAST_NO_SKIPS=1: a skip is a failure, unless what it needs really cannot be had ----------


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip that has no good reason into a failure that names the reason given."""
    if not (report.skipped and os.environ.get("HOLDFAST_NO_SKIPS")) or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if reason.removeprefix("Skipped: ") == SHARED_ABSENT and not SHARED.is_dir():
        return
    tried_in_vain = os.environ.get("HOLDFAST_WITHOUT", "").split()
    if any(reason.removeprefix("Skipped: ") == absent and name in tried_in_vain for name, absent in DEBIANS.items()):
        return
    report.outcome = "failed"
    report.longrepr = f"This test should have run, but was skipped: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skip(report)
    return report
