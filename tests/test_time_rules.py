"""Every rule's own examples: the words are found whole, by that rule, with that value."""

import pytest

from jishi.extract.time import phrases, points, read_times

REFERENCE = "2022-03-16"
RULES = [*points.RULES, *phrases.RULES]
CASES = [(rule, example) for rule in RULES for example in rule.examples]
EXAMPLES = [pytest.param(*case, id=f"{case[0].name}-{case[1].text}") for case in CASES]
REFUSED = [pytest.param(rule, text, id=f"{rule.name}-{text}") for rule in RULES for text in rule.refused]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule, example):
    """The marked words are one time, read by this rule, with the value written beside them."""
    found = {time.text: (time.value, time.rule) for time in read_times(example.text, REFERENCE)}
    name = found.get(example.words, (None, None))[1]
    assert found.get(example.words) == (example.value, rule.name if rule.kind != "期" else name)


@pytest.mark.parametrize(("rule", "text"), REFUSED)
def test_refused(rule, text):
    """The rule finds nothing where its words are no time."""
    assert [time.text for time in read_times(text, REFERENCE) if time.rule == rule.name] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_examples(rule):
    """A rule has at least five examples and one sentence that it must refuse."""
    assert len(rule.examples) >= 5
    assert len(rule.refused) >= 1


def test_names_are_unique():
    """A rule's name says which rule it was."""
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_patterns_are_short():
    """No pattern is longer than 300 characters."""
    assert max(len(rule.pattern) for rule in RULES) <= 300
