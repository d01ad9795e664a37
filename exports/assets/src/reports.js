// The second block: sentences with their marks, articles, and standing relations.

import { Coded, fold, starts } from './columns.js';
import { LIST } from './model.js';
import { foldTable } from './fold.js';

/** The places in one table of the labels, sentences and further facts of events, from steps (`_texts` in page_data.py). */
function followSteps(reportsAt, label, sentence, more) {
  const places = [label, sentence, more].map((steps) => new Int32Array(steps.length));
  let next = 0;
  const take = (list, steps, i) => { list[i] = steps[i] === 0 ? next++ : steps[i] === 1 ? -1 : next + 1 - steps[i]; };
  for (let e = 0; e < label.length; e++) {
    take(places[0], label, e);
    for (let r = reportsAt[e]; r < reportsAt[e + 1]; r++) take(places[1], sentence, r);
    take(places[2], more, e);
  }
  return places;
}

/** What the second block tells of the events of `model`. */
export function buildReports({ numbers, texts, coded }, model) {
  const every = texts('text'), reportsAt = starts(numbers('event.reports')), { parts } = model.event;
  const [labels, sentences, mores] = followSteps(reportsAt, numbers('event.label'), numbers('report.sentence'), numbers('event.more'));
  const label = new Coded(labels, every), pairs = texts('fold');
  let table = null, foldedTexts = null;
  /** Made when first searched. */
  const folds = () => table ??= foldTable(pairs.at(0), pairs.at(1));
  const marksAt = starts(numbers('report.marks'));
  const report = {
    sentence: new Coded(sentences, every), article: numbers('report.article'), time: coded('report.time'),
    words: coded('report.words'), rule: coded('report.rule'),
    read: coded('report.read'), stated: coded('report.stated'), filled: coded('report.filled'), anchor: coded('report.anchor'),
    claimed: numbers('report.claimed'),
  };
  const mark = {
    start: numbers('mark.start'), length: numbers('mark.length'), kind: numbers('mark.kind'), actor: numbers('mark.actor'),
  };
  const article = {
    id: texts('article.id'), title: texts('article.title'), outlet: coded('article.outlet'), url: texts('article.url'),
    published: texts('article.published'), source: texts('article.source'),
  };
  const relation = {
    left: numbers('relation.left'), right: numbers('relation.right'), kind: numbers('relation.kind'),
    label: texts('relation.label'), first: texts('relation.first'), last: texts('relation.last'),
  };

  const articleAt = (place) => place < 0 ? null : {
    id: article.id.at(place), title: article.title.at(place), outlet: article.outlet.at(place), url: article.url.at(place),
    published: article.published.at(place), source: article.source.at(place),
  };
  /** The number of the actor of a mark, by its place among the participants of the event or, beyond them, itself; or -1. */
  const actorOf = (e, place) => place === 0 ? -1 : place <= parts[e + 1] - parts[e] ? model.part.actor[parts[e] + place - 1] : place - 1 - (parts[e + 1] - parts[e]);
  const marksOf = (e, r) => {
    const marks = [];
    for (let m = marksAt[r]; m < marksAt[r + 1]; m++) {
      marks.push({ start: mark.start[m], end: mark.start[m] + mark.length[m], kind: mark.kind[m], actor: actorOf(e, mark.actor[m]) });
    }
    return marks;
  };
  /** How the words of a time were read: their value, parts they say, parts filled in, and what those come from. */
  const readingAt = (r) => {
    const stated = report.stated.at(r), filled = report.filled.at(r), anchor = report.anchor.at(r);
    if (!stated && !filled && !anchor) return null;
    const [words, value] = anchor ? anchor.split(LIST) : [null, null];
    return {
      value: report.read.at(r) || report.time.at(r), stated: stated ? stated.split(LIST) : [],
      filled: filled ? filled.split(LIST).map((part) => part.split('=')) : [], anchor: anchor ? { words, value } : null,
    };
  };
  const reportAt = (e, r) => ({
    sentence: report.sentence.at(r), article: articleAt(report.article[r] - 1), time: report.time.at(r),
    words: report.words.at(r), rule: report.rule.at(r),
    claimed: report.claimed[r] === 1, marks: marksOf(e, r), reading: readingAt(r),
  });

  return {
    /** What the second block adds to the columns of events. */
    event: { label, more: new Coded(mores, every) },
    of(e) {
      const list = [];
      for (let r = reportsAt[e]; r < reportsAt[e + 1]; r++) list.push(reportAt(e, r));
      return list;
    },
    count: (e) => reportsAt[e + 1] - reportsAt[e],
    /**
     * The first report whose outlet is not in the set `hidden`, one whose sentence holds `needle` (folded)
     * before others; the first of all when none is shown.
     */
    firstShown(e, hidden, needle = '') {
      const from = reportsAt[e], list = [];
      if (from === reportsAt[e + 1]) return undefined;
      for (let r = from; r < reportsAt[e + 1]; r++) if (report.article[r] && !hidden.has(article.outlet.at(report.article[r] - 1) || '-')) list.push(r);
      const holding = needle ? list.find((r) => fold(report.sentence.at(r), folds()).includes(needle)) : undefined;
      return reportAt(e, holding ?? list[0] ?? from);
    },
    outlets: article.outlet.table,
    /** The number of the outlet of `firstShown`, or -1. */
    outletOf(e, hidden) {
      let first = -1;
      for (let r = reportsAt[e]; r < reportsAt[e + 1]; r++) {
        const outlet = report.article[r] ? article.outlet.codes[report.article[r] - 1] : -1;
        if (outlet >= 0 && !hidden.has(article.outlet.at(report.article[r] - 1) || '-')) return outlet;
        if (first < 0) first = outlet;
      }
      return first;
    },
    /** Calls `visit` with the outlet number of each report of an event. */
    eachOutlet(e, visit) {
      for (let r = reportsAt[e]; r < reportsAt[e + 1]; r++) {
        if (report.article[r]) visit(article.outlet.codes[report.article[r] - 1]);
      }
    },
    articleById(id) {
      for (let i = 0; i < article.id.size; i++) if (article.id.at(i) === id) return articleAt(i);
      return null;
    },
    relationsOf(a) {
      const list = [];
      for (let i = 0; i < relation.left.length; i++) {
        if (relation.left[i] !== a && relation.right[i] !== a) continue;
        list.push({
          left: relation.left[i], right: relation.right[i], kind: relation.kind[i], label: relation.label.at(i),
          first: relation.first.at(i), last: relation.last.at(i),
        });
      }
      return list;
    },
    folds,
    /** Marks in `hits` the events with a sentence or a label that holds `needle`, which is folded. */
    search(needle, hits) {
      const found = new Set(), { all } = foldedTexts ??= every.folded(folds());
      for (let at = all.indexOf(needle); at >= 0;) {
        const number = every.indexOfPlace(at);
        found.add(number);
        at = number + 1 < every.size ? all.indexOf(needle, every.starts[number + 1]) : -1;
      }
      if (!found.size) return;
      for (let e = 0; e < reportsAt.length - 1; e++) {
        let holds = found.has(labels[e]);
        for (let r = reportsAt[e]; r < reportsAt[e + 1] && !holds; r++) holds = found.has(sentences[r]);
        if (holds) hits.add(e);
      }
    },
  };
}
