// The second block: sentences with their marks, articles, and standing relations.

import { starts } from './columns.js';
import { LIST } from './model.js';

export function buildReports({ numbers, texts, coded }) {
  const every = texts('text'), label = coded('event.label', every);
  const reportsAt = starts(numbers('event.reports'));
  const marksAt = starts(numbers('report.marks'));
  const report = {
    sentence: coded('report.sentence', every), article: numbers('report.article'), time: coded('report.time'),
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
  const marksOf = (r) => {
    const marks = [];
    for (let m = marksAt[r]; m < marksAt[r + 1]; m++) {
      marks.push({ start: mark.start[m], end: mark.start[m] + mark.length[m], kind: mark.kind[m], actor: mark.actor[m] - 1 });
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
  const reportAt = (r) => ({
    sentence: report.sentence.at(r), article: articleAt(report.article[r] - 1), time: report.time.at(r),
    words: report.words.at(r), rule: report.rule.at(r),
    claimed: report.claimed[r] === 1, marks: marksOf(r), reading: readingAt(r),
  });

  return {
    /** What the second block adds to the columns of events. */
    event: { label, more: coded('event.more', every) },
    of(e) {
      const list = [];
      for (let r = reportsAt[e]; r < reportsAt[e + 1]; r++) list.push(reportAt(r));
      return list;
    },
    count: (e) => reportsAt[e + 1] - reportsAt[e],
    /** The first report whose outlet is not in the set `hidden`; the first of all when none is shown. */
    firstShown(e, hidden) {
      let first = reportsAt[e];
      if (first === reportsAt[e + 1]) return undefined;
      const shown = (r) => report.article[r] && !hidden.has(article.outlet.at(report.article[r] - 1) || '-');
      for (let r = first; r < reportsAt[e + 1]; r++) if (shown(r)) { first = r; break; }
      return reportAt(first);
    },
    outlets: article.outlet.table,
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
    /** Marks in `hits` the events with a sentence or a label that holds `needle`. */
    search(needle, hits) {
      const found = new Set();
      for (let at = every.all.indexOf(needle); at >= 0; at = every.all.indexOf(needle, at + needle.length)) {
        found.add(every.indexOfPlace(at));
        if (found.size > 10000) break;
      }
      if (!found.size) return;
      for (let e = 0; e < reportsAt.length - 1; e++) {
        let holds = found.has(label.codes[e]);
        for (let r = reportsAt[e]; r < reportsAt[e + 1] && !holds; r++) holds = found.has(report.sentence.codes[r]);
        if (holds) hits.add(e);
      }
    },
  };
}
