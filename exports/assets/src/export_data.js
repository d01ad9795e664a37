// The selection as a table (CSV) and as linked data (JSON-LD).

import { actorsOf, UNDATED, UP_TO, eachActor, CLAIMED, INFERRED, OPEN_BEGIN, OPEN_END } from './model.js';
import { iso } from './days.js';
import { safeAddress } from './dom.js';

const COLUMNS = ['id', 'time', 'begin', 'end', 'type', 'modality', 'stance', 'participants', 'evidence', 'title', 'outlet', 'published', 'url', 'reports'];

const idOf = (rows, number) => number ? rows[number - 1].id : '';

/** A cell by RFC 4180; one that a spreadsheet would take for a formula is made text. */
function cell(value) {
  let text = String(value ?? '');
  if (/^[=+\-@\t\r]/.test(text) && !/^-?\d{4}(-\d\d){0,2}$/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows of `events`; each names its first report whose outlet is not in the set `hidden`. */
export function toCsv(model, reports, events, hidden) {
  const lines = [COLUMNS.join(',')];
  for (const e of events) {
    const { event, words } = model, first = reports?.firstShown(e, hidden), article = first?.article;
    lines.push([
      event.id.at(e), event.time.at(e), ...bounds(event, e), idOf(words.types, event.type[e]),
      idOf(words.modalities, event.modality[e]), idOf(words.stances, event.stance[e]), actorsOf(model, e).map((a) => model.actor.name.at(a)).join('; '),
      first?.sentence, article?.title, article?.outlet, article?.published, article?.url, reports?.count(e) ?? 0,
    ].map(cell).join(','));
  }
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** The first and the last day; nothing for one that is open or not known. */
function bounds(event, e) {
  const begin = event.begin[e], end = begin + event.span[e];
  if (event.flags[e] & UNDATED) return ['', ''];
  return [event.flags[e] & UP_TO || begin <= OPEN_BEGIN ? '' : iso(begin), end >= OPEN_END ? '' : iso(end)];
}

/**
 * The selection: what it says of events and actors is word for word what the RDF export says (types,
 * labels with their language, times, participants). Beyond that come the bounds of times by schema.org and,
 * as nodes without IRIs, the reports with their sentences.
 */
export function toJsonLd(model, reports, events) {
  const actors = new Set(), graph = [];
  for (const e of events) {
    graph.push(eventNode(model, reports, e));
    eachActor(model, e, (a) => actors.add(a));
  }
  for (const a of [...actors].sort((x, y) => x - y)) graph.push(actorNode(model, a));
  const day = (name) => ({ '@id': name, '@type': 'http://www.w3.org/2001/XMLSchema#date' });
  const context = {
    '@vocab': model.meta.vocabulary, schema: 'https://schema.org/', id: '@id', type: '@type', label: 'http://www.w3.org/2000/01/rdf-schema#label',
    edtf: { '@id': `${model.meta.vocabulary}edtf`, '@type': 'http://id.loc.gov/datatypes/edtf/EDTF' }, begin: day('begin'), end: day('end'),
    startDate: 'schema:startDate', endDate: 'schema:endDate', url: { '@id': 'schema:url', '@type': '@id' },
  };
  for (const word of model.words.roles) if (plain(word.id)) context[word.id] = { '@type': '@id' };
  return JSON.stringify({ '@context': context, '@graph': graph }, null, 1);
}

/** Whether an id can be a property without further ado. */
const plain = (id) => /^[A-Za-z_]\w*$/.test(id) && id !== 'id' && id !== 'type';

/** Printed words with their language where Hanzi stand in them, as in the RDF export. */
const printed = (text) => /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3134f}]/u.test(text) ? { '@value': text, '@language': 'zh' } : text;

const iri = (model, kind, id) => `${model.meta.base}${kind}/${encodeURIComponent(id)}`;

function eventNode(model, reports, e) {
  const { event, words, part } = model, word = words.types[event.type[e] - 1], label = event.label.at(e);
  const node = { id: iri(model, 'event', event.id.at(e)), type: ['Event', ...(plain(word.class_name ?? '') ? [word.class_name] : [])] };
  if (label) node.label = printed(label);
  if (!(event.flags[e] & UNDATED)) {
    const [begin, end] = bounds(event, e);
    node.edtf = event.time.at(e);
    if (begin) node.begin = node.startDate = begin;
    if (end) node.end = node.endDate = end;
    node.inferred = Boolean(event.flags[e] & INFERRED);
  }
  Object.assign(node, { modality: idOf(words.modalities, event.modality[e]), claimedOnly: Boolean(event.flags[e] & CLAIMED) });
  if (event.stance[e]) node.stance = idOf(words.stances, event.stance[e]);
  for (let i = event.parts[e]; i < event.parts[e + 1]; i++) {
    const role = idOf(words.roles, part.role[i]), name = plain(role) ? role : 'participant';
    (node[name] ??= []).push(iri(model, 'actor', model.actor.id.at(part.actor[i])));
  }
  node['schema:subjectOf'] = (reports?.of(e) ?? []).map(({ sentence, article }) => ({
    type: 'schema:NewsArticle', 'schema:abstract': sentence, 'schema:headline': article?.title || undefined, 'schema:publisher': article?.outlet || undefined,
    'schema:datePublished': article?.published || undefined, url: safeAddress(article?.url) ?? undefined,
  }));
  return node;
}

function actorNode(model, a) {
  const word = model.words.kinds[model.actor.kind[a] - 1];
  return { id: iri(model, 'actor', model.actor.id.at(a)), type: ['Actor', ...(plain(word?.class_name ?? '') ? [word.class_name] : [])], label: printed(model.actor.name.at(a)) };
}
