"""Each rule file's own examples run: what must be found, and what must not."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from jishi.extract.events import default_rules
from jishi.ontology import ontology

SPEC = importlib.util.spec_from_file_location("event_examples", Path(__file__).with_name("event_examples.py"))
examples = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(examples)

RULES = default_rules()


def cases(kind: str) -> list[Any]:
    """Every example of a kind, named by type and text."""
    return [
        pytest.param(rules.type, example, id=f"{rules.type}-{example['text'][:24]}")
        for rules in RULES.types.values()
        for example in getattr(rules, kind)
    ]


@pytest.mark.parametrize(("kind", "example"), cases("examples"))
def test_positive_example_is_found(kind: str, example: dict[str, Any]) -> None:
    """An event of the type with the example's participants, time and modality is found."""
    article, events = examples.events_of(example)
    same = [event for event in events if event.type == kind]
    assert same, f"no {kind} in {article.text}: {[(e.type, e.trigger) for e in events]}"
    wrong = [examples.fits(event, example) for event in same]
    assert not min(wrong, key=len), min(wrong, key=len)


@pytest.mark.parametrize(("kind", "example"), cases("counter_examples"))
def test_negative_example_is_not_found(kind: str, example: dict[str, Any]) -> None:
    """No event of the type is found."""
    _, events = examples.events_of(example)
    assert not [event.trigger for event in events if event.type == kind]


def test_every_type_has_rules_and_examples() -> None:
    """All types of the ontology have a rule file with at least eight positive and four negative examples."""
    assert set(RULES.types) == set(ontology().types)
    for rules in RULES.types.values():
        assert len(rules.examples) >= 8, rules.type
        assert len(rules.counter_examples) >= 4, rules.type


@pytest.mark.parametrize(("kind", "example"), cases("examples"))
def test_spans_equal_their_text(kind: str, example: dict[str, Any]) -> None:
    """Trigger, evidence, claim, place and quantity are what stands at their offsets."""
    article, events = examples.events_of(example)
    for event in events:
        assert article.text[event.trigger_start : event.trigger_end] == event.trigger
        assert article.text[event.start : event.end] == event.evidence
        assert event.start <= event.trigger_start <= event.trigger_end <= event.end
        if event.claim is not None:
            assert article.text[event.claim.start : event.claim.end] == event.claim.text
        if event.place is not None:
            assert article.text[event.place_start : event.place_end] == event.place
        if event.of is not None:
            assert article.text[event.of.start : event.of.end] == event.of.name
