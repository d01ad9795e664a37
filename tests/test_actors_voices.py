"""The second opinion on uncertain names: jieba by default, any tagger by the same interface."""

import subprocess
import sys

import pytest

from jishi.errors import DataError
from jishi.extract import extract
from jishi.extract.actors import Word, default_lexicon, find_actors
from jishi.extract.actors.voices import JiebaVoice
from jishi.extract.sentences import split_sentences
from jishi.records import Article


def read(text, voice=None):
    """Mentions and actors of a bare text."""
    article = Article(id="a", source="a", file="a", title=None, text=text, published="2022-03-01")
    return find_actors(article, split_sentences(text), [], default_lexicon(), voice=voice)


def people(text, voice=None):
    """Names of the people of a text."""
    return [a.name for a in read(text, voice)[1] if a.type == "person"]


class Stub:
    """A voice that cuts as it is told, whatever it is asked; it counts the questions."""

    def __init__(self, words, finds_names=False):
        self.words, self.finds_names, self.asked = words, finds_names, []

    def cut(self, text):
        self.asked.append(text)
        rest, found = text, []
        while rest:
            word = next((w for w in self.words if rest.startswith(w.text)), Word(rest[0], ""))
            found.append(word)
            rest = rest[len(word.text) :]
        return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前政务司司长陈方安生也到场。", ["陈方安生"]),
        ("军方面表示，总理本·达格尔已乘飞机离开。", ["本·达格尔"]),
        ("武装领导人阿卜杜勒·马利克·胡塞28日称，行动将继续。", ["阿卜杜勒·马利克·胡塞"]),
        ("守军击退了对苏梅州的多次进攻。", []),
        ("外长徐文礼表示支持。", ["徐文礼"]),
    ],
)
def test_jieba_mends_and_drops(text, expected):
    """A word of jieba's that reaches across a name's edge moves the edge or takes the name away."""
    assert people(text) == expected


def test_agreement_keeps_the_name():
    """A voice that cuts at the same places changes nothing."""
    assert people("外长徐文礼表示支持。", Stub([Word("徐文礼", "nr")])) == ["徐文礼"]


def test_disagreement_moves_the_edge():
    """A dictionary word across the edge of an unknown name takes its characters away."""
    assert people("外长徐建礼表示支持。", Stub([Word("礼表", "v")])) == ["徐建"]


def test_disagreement_at_the_front_drops_the_name():
    """A dictionary word that reaches into a name from the left takes the whole away."""
    assert people("他说，徐建礼表示支持。", Stub([Word("，徐", "v"), Word("说，徐", "v")])) == ["徐建礼"]
    assert people("周四徐建礼表示支持。", Stub([Word("四徐", "n")])) == []


def test_guessed_words_do_not_count():
    """A word without a tag is a guess and no evidence against a name."""
    assert people("外长徐文礼表示支持。", Stub([Word("礼表", "")])) == ["徐文礼"]


def test_known_names_are_not_doubted():
    """Nobody is asked about people whom the lexicon knows."""
    voice = Stub([])
    assert people("美国国务卿布林肯表示支持。", voice) == ["安东尼·布林肯"]
    assert voice.asked == []


def test_latin_name_settles_the_matter():
    """A Latin name in brackets behind the name leaves no doubt."""
    voice = Stub([Word("利表", "n")])
    assert people("主席特拉巴利（Robert Traba）表示支持。", voice) == ["特拉巴利"]


def test_tagger_adds_names():
    """What a tagger finds by itself counts where jishi has found nothing."""
    tagger = Stub([Word("荣曜", "nt"), Word("阿部寺丸", "nr")], finds_names=True)
    found = {a.name: a.type for a in read("荣曜发布新机，阿部寺丸到场。", tagger)[1]}
    assert found == {"荣曜": "organization", "阿部寺丸": "person"}


def test_jieba_gives_the_text_back():
    """The words of the cut, joined, are the text, with the lexicon's forms among them."""
    text = "世卫组织谭德塞 said：你好，\n世界。"
    words = JiebaVoice(default_lexicon()).cut(text)
    assert "".join(w.text for w in words) == text
    assert "世卫组织" in [w.text for w in words]


def test_jieba_is_loaded_on_the_first_question_only():
    """An article without uncertain names does not load jieba."""
    code = (
        "import sys\n"
        "from jishi.extract.actors import default_lexicon, find_actors\n"
        "from jishi.records import Article\n"
        "from jishi.extract.sentences import split_sentences\n"
        "t = '美国国务卿布林肯表示支持。'\n"
        "a = Article(id='a', source='a', file='a', title=None, text=t, published='2022-03-01')\n"
        "find_actors(a, split_sentences(t), [], default_lexicon())\n"
        "print('jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_tagger_is_handed_through_extract():
    """`extract` asks the tagger that it is given."""
    tagger = Stub([Word("荣曜", "nt")], finds_names=True)
    text = "荣曜发布新机。"
    record = extract(Article(id="a", source="a", file="a", title=None, text=text, published="2022-03-01"), voice=tagger)
    assert [(a.name, a.type) for a in record.actors] == [("荣曜", "organization")]


class Shortening(Stub):
    """A tagger that loses blanks, as some do."""

    def cut(self, text):
        return [word for word in super().cut(text) if word.text.strip()]


def test_a_tagger_that_loses_characters_is_refused():
    """Offsets are counted by the words, so words that do not join to the text are an error that says so."""
    tagger = Shortening([Word("荣曜", "nt")], finds_names=True)
    assert people("荣曜发布新机。", tagger) == []
    with pytest.raises(DataError, match="Shortening: the words are not the text"):
        people("新机 荣曜发布。", tagger)


def test_a_taggers_spans_are_the_text():
    """What a tagger finds stands where it says, in a text with blanks and line breaks, too."""
    text = "标题 一\n记者到场。 荣曜发布新机，\n阿部寺丸也到场。"
    tagger = Stub([Word("荣曜", "nt"), Word("阿部寺丸", "nr")], finds_names=True)
    found = {(m.text, text[m.start : m.end]) for m in read(text, tagger)[0] if m.rule == "voice"}
    assert found == {("荣曜", "荣曜"), ("阿部寺丸", "阿部寺丸")}


def test_a_tagger_does_not_take_what_jishi_knows():
    """A known name keeps its id and type, whatever a tagger makes of it."""
    tagger = Stub([Word("布林肯", "nt"), Word("王毅", "ns")], finds_names=True)
    found = {a.name: (a.type, a.qid) for a in read("布林肯和王毅通话。", tagger)[1]}
    assert found == {"安东尼·布林肯": ("person", "Q7821917"), "王毅": ("person", "Q701801")}
