"""The tables, their compiled form, and a user's own rows."""

import importlib.resources
import re
from pathlib import Path

import pytest
import zstandard

from jishi.errors import DataError
from jishi.extract.actors import default_lexicon, find_actors, load_lexicon
from jishi.extract.actors.compiling import TABLES, compile_tables, covers_same, decode, read_table
from jishi.extract.sentences import split_sentences
from jishi.records import Article

FOLDER = Path(str(importlib.resources.files("jishi.extract.lexicon")))


def actors(text, lexicon):
    article = Article(id="t", source="t", file="t", title=None, text=text, published="2021-06-01")
    return {a.name: a for a in find_actors(article, split_sentences(text), [], lexicon)[1]}


def write(folder, text, name="own.tsv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def compiled():
    """The tables, compiled once for this file."""
    return compile_tables(FOLDER)


def test_compiled_form_is_what_the_tables_give(compiled):
    """`lexicon.bin` is exactly what its tables compile to."""
    data = (FOLDER / "lexicon.bin").read_bytes()
    assert covers_same(data, FOLDER)
    assert decode(data) == decode(compiled)


def test_compiling_again_gives_the_same_bytes(compiled):
    """Compiling is deterministic: what another process compiled has the same bytes, order included."""
    data = (FOLDER / "lexicon.bin").read_bytes()
    assert zstandard.decompress(data[64:]) == zstandard.decompress(compiled[64:])
    assert data[:64] == compiled[:64]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_names_its_source(name):
    """Each row of each table has a source, and no machine path or address in it."""
    rows = read_table(FOLDER / name)
    assert rows
    assert all(row["source"] and "/work/" not in row["source"] for row in rows)


@pytest.mark.parametrize("name", [n for n in TABLES if n != "words.tsv"])
def test_ids_are_wikidata_ids(name):
    """A `qid` is Q and digits or empty."""
    for row in read_table(FOLDER / name):
        assert re.fullmatch(r"(Q[1-9][0-9]*)?", row.get("qid", ""))


def test_size_in_the_wheel():
    """All tables and the compiled form together stay under 15 MB."""
    assert sum(path.stat().st_size for path in FOLDER.glob("*.*")) < 15_000_000


def test_words_are_found_by_their_ends():
    """Every common word of three and more characters is reached by its last two, or is left to the automaton."""
    lexicon = default_lexicon()
    ends, patterns = lexicon.word_ends, set(lexicon.matcher[1])
    for word in lexicon.words:
        assert len(word) < 3 or len(word) in ends.get(word[-2:], ()) or word in patterns


def test_malformed_table_is_reported_with_its_line(tmp_path):
    """A table row of another width says file and line."""
    path = write(tmp_path, "a\tb\n1\t2\n3\n")
    with pytest.raises(DataError, match=r"own\.tsv:3: 1 cells"):
        read_table(path)


def test_own_rows_are_found_and_come_first(tmp_path):
    """A user's actor is found by name and alias, and its id is used."""
    path = write(tmp_path, "name\ttype\tqid\tcountry\taliases\n星河研究所\torganization\tQ1\tCN\t星河所|XHI\n")
    found = actors("星河所表示支持。XHI也发表声明。", load_lexicon([path]))
    assert found["星河研究所"].qid == "Q1"
    assert set(found["星河研究所"].mentions) == {"星河所", "XHI"}


def test_own_row_overrides_a_known_form(tmp_path):
    """A form that jishi knows means what the user says."""
    path = write(tmp_path, "name\ttype\tqid\n王毅\tperson\tQ424242\n")
    assert actors("外交部长王毅表示支持。", load_lexicon([path]))["王毅"].qid == "Q424242"


def test_an_own_type_of_a_known_id_counts(tmp_path):
    """A row that gives a known id another type is what the user knows better."""
    path = write(tmp_path, "name\ttype\tqid\n王毅号\torganization\tQ701801\n")
    found = actors("王毅号表示支持。", load_lexicon([path]))["王毅号"]
    assert (found.type, found.qid) == ("organization", "Q701801")
    assert actors("外交部长王毅表示支持。", default_lexicon())["王毅"].type == "person"


def test_comments_blank_lines_and_short_rows_are_fine(tmp_path):
    """Comments and empty lines are skipped; cells left out at the end are empty."""
    path = write(tmp_path, "# mine\n\nname\ttype\tqid\n星河集团\torganization\n")
    assert "星河集团" in actors("星河集团宣布成立。", load_lexicon([path]))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("\tperson\t\t\t", "own.tsv:2: the name is empty"),
        ("甲方\tanimal\t\t\t", "own.tsv:2: 'animal' is no type of actor"),
        ("甲方\tperson\t123\t\t", "own.tsv:2: '123' is no Wikidata id"),
        ("甲方\tperson\t\tChina\t", "own.tsv:2: 'China' is no country code"),
        ("甲方\tperson\t\t\t\t\t", "own.tsv:2: 7 cells"),
        ("甲\tperson\t\t\t", "own.tsv:2: '甲' would be found inside other words"),
    ],
)
def test_bad_row_is_reported_and_the_others_are_kept(tmp_path, row, message):
    """What is wrong is said with file, line and what was expected; good rows still work."""
    path = write(tmp_path, f"name\ttype\tqid\tcountry\taliases\n{row}\n星河集团\torganization\t\t\t\n")
    problems: list[DataError] = []
    lexicon = load_lexicon([path], problems)
    assert message in str(problems[0])
    assert "Expected" in str(problems[0])
    assert "星河集团" in actors("星河集团宣布成立。", lexicon)


def test_bad_row_raises_where_nobody_collects(tmp_path):
    """Without a list for problems they are raised."""
    path = write(tmp_path, "name\ttype\n甲方\tanimal\n乙某\tperson\n")
    with pytest.raises(DataError, match=r"own\.tsv:2: 'animal'"):
        load_lexicon([path])


def test_contradicting_rows_are_reported_with_both_places(tmp_path):
    """The same form for two actors names both lines; the first is kept."""
    path = write(tmp_path, "name\ttype\tqid\n星河\tperson\tQ1\n星河\torganization\tQ2\n")
    problems: list[DataError] = []
    lexicon = load_lexicon([path], problems)
    assert "own.tsv:3" in str(problems[0])
    assert "own.tsv:2" in str(problems[0])
    assert lexicon.entities[lexicon.meanings("星河")[0][0]].qid == "Q1"


@pytest.mark.parametrize(
    ("rows", "first", "second"),
    [
        ("川普\tperson\tQ1\n川普\tperson\tQ2\n", 2, 3),
        ("龙华\torganization\t\n龍華\tperson\t\n", 2, 3),  # one form in both scripts
        ("Nova\torganization\t\n\nNOVA\tgroup\t\n", 2, 4),
        ("甲某\tperson\tQ1\n乙某\tperson\tQ1\n", 2, 3),
        ("甲某\tperson\tQ1\n甲某\torganization\tQ1\n", 2, 3),
    ],
)
def test_rows_that_contradict_each_other(tmp_path, rows, first, second):
    """One form for two actors, in whatever script, and one id for two names or types: the second is reported."""
    path = write(tmp_path, "name\ttype\tqid\n" + rows + "星河集团\torganization\t\n")
    problems: list[DataError] = []
    lexicon = load_lexicon([path], problems)
    assert [error.where for error in problems] == [f"{path}:{second}"]
    assert f"own.tsv:{first}" in str(problems[0])
    assert "Expected" in str(problems[0])
    assert "星河集团" in actors("星河集团宣布成立。", lexicon)


def test_rows_of_two_files_that_contradict_each_other(tmp_path):
    """The place of the row that is kept is in the other file."""
    one = write(tmp_path, "name\ttype\tqid\n星河\tperson\tQ1\n")
    two = write(tmp_path, "name\ttype\tqid\n星河\tperson\tQ2\n星海\tperson\tQ3\n", "more.tsv")
    problems: list[DataError] = []
    load_lexicon([one, two], problems)
    assert len(problems) == 1
    assert "more.tsv:2" in str(problems[0])
    assert "own.tsv:2" in str(problems[0])


def test_the_same_row_twice_is_no_contradiction(tmp_path):
    """A row may be repeated, and may add aliases."""
    path = write(tmp_path, "name\ttype\taliases\n星河\tgroup\t\n星河\tgroup\t星河社\n")
    assert set(actors("星河社表示支持。", load_lexicon([path]))) == {"星河"}


def test_a_column_that_nobody_knows_is_reported(tmp_path):
    """A misspelt column is named with those that there are; the rows are used without it."""
    path = write(tmp_path, "name\ttype\talias\n星河集团\torganization\t星河\n")
    problems: list[DataError] = []
    lexicon = load_lexicon([path], problems)
    assert [error.where for error in problems] == [f"{path}:1"]
    assert "'alias'" in str(problems[0])
    assert "aliases" in problems[0].mend
    assert "星河集团" in actors("星河集团宣布成立。", lexicon)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("type\tqid\nperson\t\n", r"own\.tsv:1: the head line has no column `name`"),
        ("wrong\n", r"own\.tsv:1: the head line has no column `name` and `type`"),
        ("name\ttype\ttype\n甲某\tperson\tgroup\n", r"own\.tsv:1: the head line has 'type' twice"),
        ("name\ttype\n", r"own\.tsv: no usable row"),
        ("", r"own\.tsv: no usable row"),
        ("name\ttype\n甲某\tanimal\n", r"own\.tsv: no usable row .*own\.tsv:2: 'animal'"),
    ],
)
def test_a_file_that_is_no_table_is_an_error(tmp_path, content, message):
    """A needed column is missing, a column stands twice, no row can be used: nothing goes on without the file."""
    path = write(tmp_path, content)
    with pytest.raises(DataError, match=message):
        load_lexicon([path], [])


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00name"])
def test_missing_and_binary_files_are_errors(tmp_path, data):
    """A file that is not there, or is not UTF-8, is named."""
    path = tmp_path / "own.tsv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(DataError, match=r"own\.tsv: (cannot be read|is not UTF-8)"):
        load_lexicon([path], [])


def test_a_byte_that_is_no_utf8_costs_its_row_only(tmp_path):
    """The row is told with its line and cell, the others are used."""
    path = tmp_path / "own.tsv"
    rows = [b"name\ttype\tqid", "甲研究所\torganization\tQ1".encode(), b"\xd0\xc7\xba\xd3\tperson\t"]
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join([*rows, "乙研究所\torganization\tQ2".encode(), b""]))
    problems = []
    lexicon = load_lexicon([path], problems)
    assert [str(fault) for fault in problems] == [f"{path}:3: cell 1 is not UTF-8 (byte 0xD0). Save the row as UTF-8."]
    assert {lexicon.entities[lexicon.meanings(name)[0][0]].qid for name in ("甲研究所", "乙研究所")} == {"Q1", "Q2"}


@pytest.mark.parametrize("odd", ["\u2028", "\x0b", "\x0c", "\x1c", "\x85", "\u2029"])
def test_separators_in_a_cell_end_no_line(tmp_path, odd):
    """One bad row is one fault, and the lines behind it keep their numbers."""
    path = write(tmp_path, f"name\ttype\n甲{odd}某\tperson\n乙某某\tanimal\n丙某某\tperson\n")
    problems = []
    lexicon = load_lexicon([path], problems)
    assert [str(fault).split(": ")[0] for fault in problems] == [f"{path}:2", f"{path}:3"]
    assert "control character or a line separator" in str(problems[0])
    assert lexicon.meanings("丙某某")


def test_pins_tie_a_name_to_an_id():
    """A name pinned to an id has it, as an overrides file wants."""
    lexicon = default_lexicon().with_pins({"托尔达松": "Q42"})
    assert actors("冰岛外长托尔达松表示欢迎。", lexicon)["托尔达松"].qid == "Q42"


def test_pins_leave_the_lexicon_as_it_was():
    """Pinning makes a new lexicon."""
    default_lexicon().with_pins({"王毅": "Q42"})
    assert actors("外交部长王毅表示欢迎。", default_lexicon())["王毅"].qid == "Q701801"
