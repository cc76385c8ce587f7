"""The sandbox's clock can be advanced, set and frozen; record dates follow it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accountability.sandbox import Sandbox
from accountability.sandbox.clock import AdjustableClock

from .conftest import MORNING


class Source:
    """A source of time that a test advances."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def clock(source: Source) -> AdjustableClock:
    return AdjustableClock(source)


def test_an_advanced_clock_follows_its_source(clock: AdjustableClock, source: Source) -> None:
    clock.advance(hours=1)
    source.advance(5)
    assert clock() == MORNING + timedelta(hours=1, seconds=5)


def test_a_clock_runs_on_from_the_time_it_is_set_to(clock: AdjustableClock, source: Source) -> None:
    clock.set(datetime.fromisoformat("2030-01-01T00:00:00+02:00"))
    source.advance(1)
    assert clock() == datetime(2029, 12, 31, 22, 0, 1, tzinfo=UTC)


def test_a_frozen_clock_runs_on_after_resume(clock: AdjustableClock, source: Source) -> None:
    clock.freeze()
    source.advance(100)
    assert clock() == MORNING
    clock.advance(seconds=7)
    assert clock() == MORNING + timedelta(seconds=7)
    clock.resume()
    source.advance(1)
    assert clock() == MORNING + timedelta(seconds=8)


def test_elapsed_seconds_never_decrease(clock: AdjustableClock, source: Source) -> None:
    clock.advance(seconds=10)
    clock.set(MORNING - timedelta(days=1))
    clock.advance(seconds=5)
    source.advance(-3)
    clock.monotonic()
    source.advance(2)
    assert clock.monotonic() == 17
    clock.reset()
    assert clock.monotonic() == 17


def test_a_naive_datetime_and_a_negative_advance_are_rejected(clock: AdjustableClock) -> None:
    with pytest.raises(ValueError, match="expected an aware datetime"):
        clock.set(datetime(2030, 1, 1))
    with pytest.raises(ValueError, match="expected 0 s or more"):
        clock.advance(seconds=-1)


def test_the_sandbox_dates_records_by_its_clock(in_process: Sandbox) -> None:
    in_process.clock.set(datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC))
    with in_process.client() as api:
        assert api.v2.jobs.update(4711, notes="dated").modified_date == datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)


def test_reset_lets_the_clock_follow_its_source_again(in_process: Sandbox) -> None:
    in_process.clock.freeze()
    in_process.clock.advance(days=40)
    in_process.reset()
    assert in_process.clock() == MORNING
    assert not in_process.clock.frozen
