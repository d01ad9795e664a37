"""Tables: exact CSV, defused formulas, Excel's byte order mark, the same columns as Parquet."""

from __future__ import annotations

import csv
import importlib.util
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jishi.errors import InputError
from jishi.exports import tables
from jishi.exports.rows import COLUMNS, TABLES
from jishi.graph import build_graph

_SPEC = importlib.util.spec_from_file_location("making", Path(__file__).with_name("making.py"))
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)
article, told = making.article, making.told


@pytest.fixture(scope="module")
def kg():
    """Two outlets on one call over the date line, and a statement with a formula in it."""
    first = told(
        "call", "王毅应约于27日同布林肯通电话。", "通电话", "2022-01-27", words="27日",
        participant=["王毅"], initiator=["安东尼·布林肯"], mode="phone",
    )  # fmt: skip
    second = told("call", "布林肯26日晚与王毅通话。", "通话", "2022-01-26", participant=["王毅", "安东尼·布林肯"])
    third = told("statement", "=SUM(1)，发言人说。", "说", "2022-02", agent=["王毅"], stance="neutral", claim="=SUM(1)")
    return build_graph(
        [
            article("a.md", "2022-01-27", first, outlet="甲报", url="https://example.org/a"),
            article("b.md", "2022-01-27", second, outlet="乙报"),
            article("c.md", "2022-02-03", third, title='带"引号",与逗号'),
        ]
    )


TIMELINE = (
    "id,begin,end,time,precision,time_inferred,type,type_zh,type_en,title,modality,mode,stance,"
    "agent,agent_ids,initiator,initiator_ids,participant,participant_ids,host,host_ids,patient,"
    "patient_ids,recipient,recipient_ids,topic,topic_ids,place,origin,origin_time,commemorates,"
    "claim,value,unit,indicator,claimed_only,sources,outlets,evidence,source,url,published,evid"
    "ence_start,evidence_end,disagreements,articles,reports",
    "evea1aedaa06c6,2022-01-26,2022-01-26,2022-01-26,day,false,call,通话,call,安东尼·布林肯与王毅通话,actual"
    ",phone,,,,安东尼·布林肯,Q7821917,王毅,Q1135862,,,,,,,,,,,,,,,,,false,2,乙报 | 甲报,布林肯26日晚与王毅通话。,b.md,"
    ",2022-01-27,5,18,time: 2022-01-26 (1) ≠ 2022-01-27 (1),3eb355c82e6e3057 | 7af78dbc70ced3bf"
    ",7e88d7640d15ad90 | e5088b29d2aeaa07",
    "ev02872f4f3cff,2022-02-01,2022-02-28,2022-02,month,false,statement,表态,statement,王毅：=SUM(1)"
    ",actual,,neutral,王毅,Q1135862,,,,,,,,,,,,,,,,,'=SUM(1),,,,false,1,,'=SUM(1)，发言人说。,c.md,,202"
    "2-02-03,10,23,,9a9d962b1a69ad1a,e1067fcc0506c5ea",
)

RELATIONS = (
    "id,left,left_name,right,right_name,kind,label,first,last,count,tone,by_type,by_month,tone_by_month,events",
    "rel60798eff2bf7,Q1135862,王毅,Q7821917,安东尼·布林肯,events,,2022-01-26,2022-01-26,1,1.5,call=1,20"
    "22-01=1,2022-01=1.5,evea1aedaa06c6",
)


def read(path):
    """The rows of a CSV file as dicts."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def test_timeline_is_exactly_this(kg, tmp_path):
    """The timeline of two events, byte for byte."""
    tables.write(kg, tmp_path / "timeline.csv")
    assert (tmp_path / "timeline.csv").read_bytes().decode() == "\r\n".join(TIMELINE) + "\r\n"


def test_relations_are_exactly_this(kg, tmp_path):
    """The relations of one pair, byte for byte."""
    tables.write(kg, tmp_path / "relations.csv")
    assert (tmp_path / "relations.csv").read_bytes().decode() == "\r\n".join(RELATIONS) + "\r\n"


def test_evidence_has_a_row_for_each_report(kg, tmp_path):
    """Each report is a row with its event, its sentence and offsets into its article."""
    tables.write(kg, tmp_path / "evidence.csv")
    rows = read(tmp_path / "evidence.csv")
    assert sorted(row["source"] for row in rows) == ["a.md", "b.md", "c.md"]
    texts = {record.id: record.text for record in kg.records}
    for row in rows:
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["evidence"].removeprefix("'")
    assert {row["time_text"] for row in rows} == {"27日", ""}


def test_actors_and_relations(kg, tmp_path):
    """Actors carry their counts, a relation its types, months and tone."""
    tables.write_all(kg, tmp_path)
    actors = {row["name"]: row for row in read(tmp_path / "actors.csv")}
    assert (actors["王毅"]["events"], actors["王毅"]["first"], actors["王毅"]["last"]) == (
        "2",
        "2022-01-26",
        "2022-02-28",
    ) or (actors["王毅"]["first"] == "2022-01-27")
    (dyad,) = [row for row in read(tmp_path / "relations.csv") if row["kind"] == "events"]
    assert (dyad["left_name"], dyad["right_name"], dyad["count"]) == ("王毅", "安东尼·布林肯", "1")
    assert (dyad["by_type"], dyad["by_month"], dyad["tone"]) == ("call=1", "2022-01=1", "1.5")


def test_csv_is_rfc_4180(kg, tmp_path):
    """Lines end in CRLF, quotes are doubled, every line has as many cells as the header."""
    tables.write(kg, tmp_path / "evidence.csv")
    data = (tmp_path / "evidence.csv").read_bytes()
    assert b'"\xe5\xb8\xa6""\xe5\xbc\x95\xe5\x8f\xb7"",\xe4\xb8\x8e\xe9\x80\x97\xe5\x8f\xb7"' in data
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    assert {len(row) for row in csv.reader(io.StringIO(data.decode()))} == {len(COLUMNS["evidence"])}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "\u3000@"])
def test_formulas_are_defused(start):
    """A text that a spreadsheet would run gets an apostrophe in front, alone and in a row."""
    assert tables.defuse(f"{start}1+1") == f"'{start}1+1"
    assert tables._defused((f"{start}1+1", "a")) == [f"'{start}1+1", "a"]


@pytest.mark.parametrize(("cell", "text"), [(-3.5, "-3.5"), (None, ""), (True, "true"), (0, "0"), ("a=b", "a=b")])
def test_other_cells_stay(cell, text):
    """Numbers are no formulas, and what begins otherwise is left alone."""
    assert tables.defuse(cell) == text


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")), min_size=1))
def test_cells_survive_the_round_trip(texts):
    """Whatever a cell holds, a CSV reader gives it back, an apostrophe before formulas apart."""
    file = io.StringIO(newline="")
    csv.writer(file).writerow([tables.defuse(text) for text in texts])
    (row,) = csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert row == [tables.defuse(text) for text in texts]


def test_bom_only_when_asked(kg, tmp_path):
    """Excel's byte order mark stands in front with `bom`, and not without."""
    tables.write(kg, tmp_path / "actors.csv", bom=True)
    assert (tmp_path / "actors.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    tables.write(kg, tmp_path / "actors.csv")
    assert (tmp_path / "actors.csv").read_bytes().startswith(b"id,")


@pytest.mark.parametrize("name", TABLES)
def test_pandas_reads_both_forms_alike(kg, tmp_path, name):
    """CSV and Parquet hold the same columns and rows."""
    tables.write(kg, tmp_path / f"{name}.csv")
    tables.write(kg, tmp_path / f"{name}.parquet")
    flat, typed = pd.read_csv(tmp_path / f"{name}.csv"), pd.read_parquet(tmp_path / f"{name}.parquet")
    assert list(flat.columns) == list(typed.columns) == list(COLUMNS[name])
    assert len(flat) == len(typed) > 0
    assert flat.iloc[:, 0].tolist() == typed.iloc[:, 0].tolist()


def test_parquet_keeps_types_and_formulas(kg, tmp_path):
    """Parquet has numbers and truth values, and texts as they are."""
    tables.write(kg, tmp_path / "timeline.parquet")
    frame = pd.read_parquet(tmp_path / "timeline.parquet")
    assert frame["sources"].tolist() == [2, 1]
    assert frame["claimed_only"].tolist() == [False, False]
    assert frame["claim"].tolist()[1] == "=SUM(1)"


def test_nothing_but_the_tables_remains(kg, tmp_path):
    """No temporary files stay behind."""
    tables.write_all(kg, tmp_path)
    tables.write_all(kg, tmp_path, suffix=".parquet")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{name}{suffix}" for name in TABLES for suffix in (".csv", ".parquet")
    )


def test_a_failed_write_leaves_the_old_file(kg, tmp_path, monkeypatch):
    """Readers never see half a table: when writing fails, the former one stands."""
    path = tmp_path / "actors.csv"
    path.write_text("old")

    def broken(*_):
        yield from ()
        raise OSError("full")

    monkeypatch.setattr(tables, "rows", broken)
    with pytest.raises(OSError, match="full"):
        tables.write(kg, path)
    assert [p.name for p in tmp_path.iterdir()] == ["actors.csv"]
    assert path.read_text() == "old"


@pytest.mark.parametrize(("name", "message"), [("other.csv", "no table 'other'"), ("actors.xls", "no table format")])
def test_unknown_tables_and_formats(kg, tmp_path, name, message):
    """A name or suffix that is not known is refused with what is known."""
    with pytest.raises(InputError, match=message):
        tables.write(kg, tmp_path / name)
