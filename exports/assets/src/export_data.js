// The selection as a table (CSV) and as linked data (JSON-LD).

import { actorsOf, UNDATED, eachActor, CLAIMED, INFERRED } from './model.js';
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

export function toCsv(model, reports, events) {
  const lines = [COLUMNS.join(',')];
  for (const e of events) {
    const { event, words } = model, list = reports?.of(e) ?? [], first = list[0], article = first?.article, dated = !(event.flags[e] & UNDATED);
    lines.push([
      event.id.at(e), event.time.at(e), dated ? iso(event.begin[e]) : '', dated ? iso(event.begin[e] + event.span[e]) : '', idOf(words.types, event.type[e]),
      idOf(words.modalities, event.modality[e]), idOf(words.stances, event.stance[e]), actorsOf(model, e).map((a) => model.actor.name.at(a)).join('; '),
      first?.sentence, article?.title, article?.outlet, article?.published, article?.url, list.length,
    ].map(cell).join(','));
  }
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

export function toJsonLd(model, reports, events) {
  const { base } = model.meta, actors = new Set(), graph = [];
  for (const e of events) {
    graph.push(eventNode(model, reports, e));
    eachActor(model, e, (a) => actors.add(a));
  }
  for (const a of [...actors].sort((x, y) => x - y)) graph.push(actorNode(model, a));
  return JSON.stringify({
    '@context': { '@vocab': `${base}vocab#`, schema: 'https://schema.org/', id: '@id', type: '@type', name: 'schema:name', startDate: 'schema:startDate', endDate: 'schema:endDate', url: { '@id': 'schema:url', '@type': '@id' } },
    '@graph': graph,
  }, null, 1);
}

const iri = (model, kind, id) => /^Q\d+$/.test(id) ? `http://www.wikidata.org/entity/${id}` : `${model.meta.base}${kind}/${encodeURIComponent(id)}`;

function eventNode(model, reports, e) {
  const { event, words, part } = model, word = words.types[event.type[e] - 1], node = { id: iri(model, 'event', event.id.at(e)), type: [word.class_name ?? word.id] };
  if (word.schema_org) node.type.push(...word.schema_org.split('|').map((name) => `schema:${name}`));
  if (!(event.flags[e] & UNDATED)) Object.assign(node, { time: event.time.at(e), startDate: iso(event.begin[e]), endDate: iso(event.begin[e] + event.span[e]) });
  Object.assign(node, { modality: idOf(words.modalities, event.modality[e]), inferredTime: Boolean(event.flags[e] & INFERRED), claimedOnly: Boolean(event.flags[e] & CLAIMED) });
  if (event.stance[e]) node.stance = idOf(words.stances, event.stance[e]);
  node.participant = [];
  for (let i = event.parts[e]; i < event.parts[e + 1]; i++) node.participant.push({ role: idOf(words.roles, part.role[i]), actor: { id: iri(model, 'actor', model.actor.id.at(part.actor[i])) } });
  node.evidence = (reports?.of(e) ?? []).map(({ sentence, article, time, words: printed }) => ({
    sentence, time: time || undefined, printedTime: printed || undefined, title: article?.title || undefined, outlet: article?.outlet || undefined,
    published: article?.published || undefined, url: safeAddress(article?.url) ?? undefined,
  }));
  return node;
}

function actorNode(model, a) {
  const word = model.words.kinds[model.actor.kind[a] - 1];
  return { id: iri(model, 'actor', model.actor.id.at(a)), type: word?.class_name ?? 'Actor', name: model.actor.name.at(a) };
}
