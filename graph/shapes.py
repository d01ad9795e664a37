"""SHACL shapes for the graph, generated from `ontology.toml`.

They say what every graph of ours keeps: evidence for every event, dates whose parts agree, spans
that are slices of their sentence, roles that the type knows, claims that have a speaker.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ..ontology import EventType, ontology
from .terms import PREFIXES
from .vocabulary import contact_types

_USED: Final = ("j", "jm", "schema", "rdf", "rdfs", "xsd", "sh", "edtf", "prov")

_PRECISIONS: Final = (
    "time", "day", "month", "season", "quarter", "quadrimester", "half", "year", "decade", "century",
    "millennium", "interval",
)  # fmt: skip

_FIXED: Final = """
s:prefixes sh:declare
  [ sh:prefix "j" ; sh:namespace "https://w3id.org/jishi/ns#"^^xsd:anyURI ] ,
  [ sh:prefix "jm" ; sh:namespace "https://w3id.org/jishi/mention#"^^xsd:anyURI ] ,
  [ sh:prefix "xsd" ; sh:namespace "http://www.w3.org/2001/XMLSchema#"^^xsd:anyURI ] .

s:Dated a sh:NodeShape ; sh:targetClass j:Event , j:EventMention ;
  sh:property [ sh:path j:edtf ; sh:maxCount 1 ; sh:datatype edtf:EDTF ; sh:minLength 4 ;
    sh:message "at most one EDTF date" ] ;
  sh:property [ sh:path j:begin ; sh:maxCount 1 ; sh:pattern "^-?[0-9]{4}-[0-9]{2}-[0-9]{2}$" ;
    sh:message "begin is one day" ] ;
  sh:property [ sh:path j:end ; sh:maxCount 1 ; sh:pattern "^-?[0-9]{4}-[0-9]{2}-[0-9]{2}$" ;
    sh:message "end is one day" ] ;
  sh:property [ sh:path j:precision ; sh:maxCount 1 ; sh:in ( PRECISIONS ) ; sh:message "a known precision" ] ;
  sh:property [ sh:path j:qualifier ; sh:maxCount 1 ; sh:in ( "uncertain" "approximate" ) ;
    sh:message "a known qualifier" ] ;
  sh:property [ sh:path j:modality ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( MODALITIES ) ;
    sh:message "exactly one known modality" ] ;
  sh:property [ sh:path j:mode ; sh:maxCount 1 ; sh:in ( MODES ) ; sh:message "a known mode" ] ;
  sh:property [ sh:path j:stance ; sh:maxCount 1 ; sh:in ( STANCES ) ; sh:message "a known stance" ] ;
  sh:or ( [ sh:property [ sh:path j:edtf ; sh:minCount 1 ] ; sh:property [ sh:path j:begin ; sh:minCount 1 ] ;
            sh:property [ sh:path j:end ; sh:minCount 1 ] ; sh:property [ sh:path j:precision ; sh:minCount 1 ] ]
          [ sh:property [ sh:path j:edtf ; sh:maxCount 0 ] ; sh:property [ sh:path j:begin ; sh:maxCount 0 ] ;
            sh:property [ sh:path j:end ; sh:maxCount 0 ] ; sh:property [ sh:path j:precision ; sh:maxCount 0 ] ] ) ;
  sh:message "edtf, begin, end and precision come together or not at all" .

s:Forward a sh:NodeShape ; sh:targetSubjectsOf j:end ;
  sh:property [ sh:path j:begin ; sh:lessThanOrEquals j:end ; sh:message "a date does not end before it begins" ] .
s:Day a sh:NodeShape ; sh:targetSubjectsOf j:precision ;
  sh:or ( [ sh:not [ sh:property [ sh:path j:precision ; sh:hasValue "day" ] ] ]
          [ sh:property [ sh:path j:begin ; sh:equals j:end ] ] ) ;
  sh:message "a day begins and ends on that day" .

s:Event a sh:NodeShape ; sh:targetClass j:Event ; sh:nodeKind sh:IRI ; sh:pattern "/event/[^/#]+$" ;
  sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "an event has one label" ] ;
  sh:property [ sh:path j:type ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( TYPES ) ;
    sh:message "an event has one known type" ] ;
  sh:property [ sh:path j:claimedOnly ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:boolean ;
    sh:message "an event is told by an outlet or only claimed" ] ;
  COUNTS ;
  sh:property [ sh:path j:firstReport ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:lessThanOrEquals j:lastReport ;
    sh:message "the first report is not later than the last" ] ;
  sh:property [ sh:path j:lastReport ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:message "one last report" ] ;
  sh:property [ sh:path j:actor ; sh:class j:Actor ; sh:message "who takes part is an actor" ] ;
  sh:property [ sh:path [ sh:inversePath j:event ] ; sh:minCount 1 ; sh:class j:EventMention ;
    sh:message "no event without evidence" ] ;
  sh:property [ sh:path [ sh:alternativePath ( ACTING ) ] ; sh:equals j:actor ;
    sh:message "a role is repeated as j:actor" ] ;
  sh:sparql [ sh:message "who acts in a role is named in a mention of the event" ; sh:prefixes s:prefixes ;
    sh:select '''SELECT $this ?value WHERE { $this ?r ?value FILTER(?r IN (ROLES))
      BIND(IRI(CONCAT("https://w3id.org/jishi/mention#", STRAFTER(STR(?r), "#"))) AS ?m)
      FILTER NOT EXISTS { ?em j:event $this ; ?m ?xm . ?xm j:refersTo ?value } }''' ] .

s:Claim a sh:NodeShape ; sh:targetClass j:Claim ;
  sh:property [ sh:path j:text ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "a claim has its words" ] ;
  sh:property [ sh:path j:directQuote ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:boolean ;
    sh:message "a claim is quoted or reported" ] ;
  sh:property [ sh:path [ sh:inversePath j:claim ] ; sh:minCount 1 ; sh:message "a claim belongs to a statement" ] ;
  sh:property [ sh:path j:asserts ; sh:class j:Event ; sh:message "a claim asserts events" ] .

s:Anniversary a sh:NodeShape ; sh:targetClass j:Anniversary ;
  sh:property [ sh:path j:commemorates ; sh:maxCount 1 ; sh:class j:Event ; sh:message "it recalls one event" ] ;
  sh:property [ sh:path j:years ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 1 ;
    sh:message "years are a number from 1" ] ;
  sh:sparql [ sh:message "years lead from the origin to the anniversary" ; sh:prefixes s:prefixes ;
    sh:select '''SELECT $this WHERE { $this j:begin ?b ; j:years ?n ; j:originDate ?o
      FILTER(xsd:integer(SUBSTR(STR(?b), 1, 4)) - ?n != xsd:integer(SUBSTR(STR(?o), 1, 4))) }''' ] .

s:EventMention a sh:NodeShape ; sh:targetClass j:EventMention ; sh:pattern "#ev=[^#]+$" ;
  sh:property [ sh:path j:event ; sh:minCount 1 ; sh:maxCount 1 ; sh:class j:Event ;
    sh:message "a mention tells one event" ] ;
  sh:property [ sh:path j:eventType ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "a mention has one class" ] ;
  sh:property [ sh:path j:inArticle ; sh:minCount 1 ; sh:maxCount 1 ; sh:class j:Article ;
    sh:message "a mention stands in one article" ] ;
  sh:property [ sh:path j:sentence ; sh:minCount 1 ; sh:maxCount 1 ; sh:class j:Sentence ;
    sh:message "a mention stands in one sentence" ] ;
  sh:property [ sh:path j:attributedTo ; sh:class j:Actor ; sh:message "who is quoted is an actor" ] ;
  SLICE_OF_trigger .

s:EntityMention a sh:NodeShape ; sh:targetClass j:EntityMention ; sh:pattern "#en=[0-9]+,[0-9]+(;.+)?$" ;
  sh:property [ sh:path j:refersTo ; sh:minCount 1 ; sh:maxCount 1 ; sh:class j:Actor ;
    sh:message "a mention names one actor" ] ;
  sh:property [ sh:path j:inArticle ; sh:minCount 1 ; sh:maxCount 1 ; sh:class j:Article ;
    sh:message "a mention stands in one article" ] ;
  sh:property [ sh:path j:sentence ; sh:maxCount 1 ; sh:class j:Sentence ; sh:message "at most one sentence" ] ;
  SLICE_OF_surface .

s:Sentence a sh:NodeShape ; sh:targetClass j:Sentence ; sh:pattern "#char=[0-9]+,[0-9]+$" ;
  sh:property [ sh:path j:text ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "a sentence has its words" ] ;
  sh:property [ sh:path j:inArticle ; sh:minCount 1 ; sh:maxCount 1 ; sh:class j:Article ;
    sh:message "a sentence stands in one article" ] ;
  sh:sparql [ sh:message "a sentence is as long as its offsets say" ; sh:prefixes s:prefixes ;
    sh:select '''SELECT $this WHERE { $this j:text ?t ; j:start ?a ; j:stop ?b FILTER(STRLEN(?t) != ?b - ?a) }''' ] .

s:Article a sh:NodeShape ; sh:targetClass j:Article ; sh:pattern "/article/[^/#]+$" ;
  sh:property [ sh:path schema:headline ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "an article has a headline" ] ;
  sh:property [ sh:path j:extractor ; sh:minCount 1 ; sh:class j:Extractor ; sh:message "some program read it" ] ;
  sh:property [ sh:path j:referenceDate ; sh:maxCount 1 ; sh:datatype xsd:date ; sh:message "one reference day" ] ;
  sh:property [ sh:path j:sha256 ; sh:minCount 1 ; sh:pattern "^[0-9a-f]{64}$" ; sh:message "SHA-256 of the text" ] .

s:Actor a sh:NodeShape ; sh:targetClass j:Actor ; sh:nodeKind sh:IRI ;
  sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:maxCount 1 ; sh:message "an actor has one name" ] ;
  sh:property [ sh:path j:country ; sh:maxCount 1 ; sh:pattern "^[A-Z]{2}$" ; sh:message "an ISO 3166 code" ] .

s:Disagreement a sh:NodeShape ; sh:targetClass j:Disagreement ;
  sh:property [ sh:path j:reading ; sh:minCount 2 ; sh:class j:Reading ; sh:message "two readings make it one" ] .
s:Reading a sh:NodeShape ; sh:targetClass j:Reading ;
  sh:property [ sh:path j:inArticle ; sh:minCount 1 ; sh:class j:Article ; sh:message "somebody says so" ] .
"""

_SLICE: Final = """sh:property [ sh:path j:WHAT ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:message "the words are given once" ] ;
  sh:property [ sh:path j:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:lessThan j:stop ;
    sh:message "a span begins before it stops" ] ;
  sh:property [ sh:path j:stop ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ;
    sh:message "a span stops" ] ;
  sh:sparql [ sh:message "the words are the slice of the sentence that the offsets name" ; sh:prefixes s:prefixes ;
    sh:select '''SELECT $this WHERE { $this j:WHAT ?f ; j:start ?a ; j:stop ?b ; j:sentence ?s .
      ?s j:text ?t ; j:start ?c . FILTER(SUBSTR(STR(?t), ?a - ?c + 1, ?b - ?a) != STR(?f)) }''' ]"""


_COUNT: Final = """sh:property [ sh:path j:WHAT ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ;
    sh:message "j:WHAT is one number" ] ;
  sh:sparql [ sh:message "j:WHAT is the number of what tells the event" ; sh:prefixes s:prefixes ;
    sh:select '''SELECT $this WHERE { ?mention j:event $this ; j:inArticle ?article . $this j:WHAT ?n
      OPTIONAL { ?article <https://schema.org/publisher> ?outlet } OPTIONAL { ?article j:referenceDate ?day }
      BIND(IF(BOUND(?day), ?article, ?none) AS ?dated)
    } GROUP BY $this ?n HAVING(COUNT(DISTINCT ?COUNTED) != ?n)''' ]"""
_COUNTED: Final = {"reports": "mention", "articles": "article", "outlets": "outlet", "datedArticles": "dated"}
"""Property of an event → what it counts."""


def _listed(values: Iterable[str]) -> str:
    return " ".join(f'"{value}"' for value in values)


def _type_shape(key: str, kind: EventType) -> str:
    """A type's own shape: no roles but those it knows. How many is for the extractor to strive for."""
    asked = {"initiator"} if key in contact_types() else set()
    others = [role for role in ontology().roles if role not in kind.roles and role not in _ALWAYS | asked]
    lines = [
        f'  sh:property [ sh:path j:{role} ; sh:maxCount 0 ; sh:message "a {kind.en} has no {role}" ]'
        for role in others
    ]
    lines.append(
        f'  sh:property [ sh:path j:type ; sh:hasValue "{key}" ; sh:message "the type of a j:{kind.class_name}" ]'
    )
    return (
        f"s:{kind.class_name}Type a sh:NodeShape ; sh:targetClass j:{kind.class_name} ;\n" + " ;\n".join(lines) + " .\n"
    )


_ALWAYS: Final = frozenset({"agent", "patient", "participant", "host", "recipient", "topic"})
"""Roles that careful readers give to any type now and then; only who asked is a matter of the type."""


@lru_cache(maxsize=1)
def turtle() -> str:
    """The shapes as a Turtle file."""
    known = ontology()
    acting = [role for role in known.roles if role != "topic"]
    counts = " ;\n  ".join(_COUNT.replace("WHAT", key).replace("COUNTED", what) for key, what in _COUNTED.items())
    fixed = (
        _FIXED.replace("COUNTS", counts)
        .replace("SLICE_OF_trigger", _SLICE.replace("WHAT", "trigger"))
        .replace("SLICE_OF_surface", _SLICE.replace("WHAT", "surface"))
        .replace("PRECISIONS", _listed(_PRECISIONS))
        .replace("MODALITIES", _listed(known.modalities))
        .replace("MODES", _listed(known.modes))
        .replace("STANCES", _listed(known.stances))
        .replace("TYPES", _listed(known.types))
        .replace("ACTING", " ".join(f"j:{role}" for role in acting))
        .replace("ROLES", ", ".join(f"j:{role}" for role in known.roles))
    )
    head = "".join(f"@prefix {key}: <{PREFIXES[key]}> .\n" for key in _USED)
    head += "@prefix s: <https://w3id.org/jishi/shapes#> .\n"
    return head + fixed + "\n" + "\n".join(_type_shape(key, kind) for key, kind in known.types.items())
