// What is lit: events and actors that are chosen, pointed at or found; all else is dimmed then.

/** The light of the moment; `hovered` is the actor that is pointed at. `lit(e)` tells whether an event is lit. */
export function lightOf(app, hovered = null) {
  const { pick } = app.store.get(), found = app.hits(), actor = hovered ?? (pick?.kind === 'actor' ? pick.number : null);
  const event = pick?.kind === 'event' ? pick.number : null, chosen = pick?.kind === 'events' ? new Set(pick.numbers) : null;
  const anyHit = found.actors.size > 0 || found.events.size > 0;
  const lit = (e) => e === event || chosen?.has(e) || (actor !== null && app.isIn(actor, e)) || (anyHit && (found.events.has(e) || app.isAnyIn(found.actors, e)));
  return {
    actor, event, chosen, some: actor !== null || event !== null || chosen !== null || anyHit, lit,
    hit: (a) => found.actors.has(a), isChosen: (e) => e === event || Boolean(chosen?.has(e)),
  };
}
