"""Reports to claims: who says what, about whom, how it is put."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice

from spacy.tokens import Doc, Token

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.codebook.rulebook import rulebook
from trucewatch.coding.acts import Acts
from trucewatch.coding.binding import names_terms, tells_terms
from trucewatch.coding.calibration import calibrated
from trucewatch.coding.dating import Account, counted, dated, said_when
from trucewatch.coding.duties import Duties
from trucewatch.coding.headings import is_heading
from trucewatch.coding.matching import Match, Matcher
from trucewatch.coding.modes import mode_of
from trucewatch.coding.prescribed import as_told, does
from trucewatch.coding.relevance import figurative
from trucewatch.coding.selection import Chosen, Refused, choose
from trucewatch.coding.slots import Slots
from trucewatch.coding.terms import TermsReader, Thread
from trucewatch.coding.told_agreements import AgreementReader
from trucewatch.coding.traced import Traced
from trucewatch.coding.trigger import Trigger
from trucewatch.language.names import Memory
from trucewatch.language.phrases import subjects_of
from trucewatch.language.quantities import quantities
from trucewatch.language.reader import Reader, ReadSentence, inner_speakers
from trucewatch.language.scenes import place_of_dateline
from trucewatch.language.speech import Speech
from trucewatch.language.words import speech_verbs
from trucewatch.learnt import HYBRID, RULES, Model
from trucewatch.vocabulary.codes import ClaimKind, Code, Duration, Force, Modality, Outcome, Polarity, ProvisionClass
from trucewatch.vocabulary.records import Claim, Mention, Quantity, Report, SentenceOutcome, Terms
from trucewatch.vocabulary.when import When

Coded = tuple[str, list[SentenceOutcome], list[Claim]]

STAGE_VERSION = "1"
_LANGUAGES = frozenset({"en"})
CONTINUED = 0.8
"""How much surer a claim is of a speaker of its own than of one who goes on from the sentence before."""
_TOGETHER = 16
"""Reports whose sentences are parsed in one go."""


@dataclass(frozen=True, slots=True)
class _Tools:
    """What the coding of every report uses."""

    matcher: Matcher
    slots: Slots
    terms: TermsReader
    duties: Duties
    agreements: AgreementReader
    acts: Acts | None = None


class Coder:
    """Codes reports. One per process: it holds the model. `version` changes when rules, names or code do."""

    def __init__(self, knowledge: Knowledge, learnt: Model | None = None) -> None:
        """Load the model, the rules and the names; with `learnt`, speech that the rules miss is heard too."""
        rules = rulebook()
        self._reader = Reader(knowledge, learnt)
        self._trigger = Trigger(rules)
        lexicon, places = self._reader.lexicon, self._reader.places
        matcher = Matcher(rules, lexicon)
        acts = Acts(learnt, matcher) if learnt is not None else None
        slots, terms = Slots(lexicon, places, matcher), TermsReader(matcher, places)
        self._tools = _Tools(matcher, slots, terms, Duties(matcher), AgreementReader(places), acts)
        self.version = version(knowledge)

    @property
    def matcher(self) -> Matcher:
        """Its rules at work, for those who ask why one of them does not fit."""
        return self._tools.matcher

    def code(self, reports: Iterable[Report], trace: list[Traced] | None = None) -> Iterator[Coded]:
        """Yield (report_id, what became of each sentence, claims) for each report, in order.

        What was weighed in each parsed sentence is added to `trace`, if it is given.
        """
        waiting = iter(reports)
        while chunk := list(islice(waiting, _TOGETHER)):
            refused = {report.report_id: reason for report in chunk if (reason := _why_not(report)) is not None}
            read = self._reader.read_all([r for r in chunk if r.report_id not in refused], self._trigger.wanted)
            for report in chunk:
                if report.report_id in refused:
                    yield report.report_id, [_not_coded(report, refused[report.report_id])], []
                else:
                    yield self._report(report, *next(read), trace)

    def _report(
        self, report: Report, sentences: list[ReadSentence], memory: Memory, trace: list[Traced] | None
    ) -> Coded:
        published = When.parse(report.published) if report.published else None
        coding = _ReportCoding(self._tools, report, published, memory, trace)
        outcomes, claims = [], list[Claim]()
        for sentence in sentences:
            found = coding.sentence(sentence)
            claims.extend(found)
            outcome = Outcome.CODED if found else Outcome.NOTHING
            outcomes.append(SentenceOutcome(report.report_id, sentence.number, sentence.start, sentence.end, outcome))
        return report.report_id, outcomes, claims


def version(knowledge: Knowledge) -> str:
    """What a coding depends on: code, rules, names. Same version and report, same claims."""
    return f"{STAGE_VERSION}.{rulebook().version}.{knowledge.version}"


def _why_not(report: Report) -> str | None:
    """Why a report is not coded: its language, or that it is about no armed conflict."""
    if report.language not in _LANGUAGES:
        language = f"language {report.language}" if report.language else "language unknown"
        return f"{language}: kept and searchable, but only English is coded"
    return figurative(report.text)


def _not_coded(report: Report, reason: str) -> SentenceOutcome:
    return SentenceOutcome(report.report_id, 0, 0, len(report.text), Outcome.REJECTED, reason)


class _ReportCoding:
    """The coding of one report: what is remembered from sentence to sentence."""

    def __init__(
        self, tools: _Tools, report: Report, published: When | None, memory: Memory, trace: list[Traced] | None
    ) -> None:
        self._tools = tools
        self._coder = RULES if tools.acts is None else HYBRID
        self._trace = trace
        self._report = report
        self._published = published
        self._memory = memory
        self._thread = Thread()
        self._said: dict[str, When] = {}
        self._account = Account()
        self._agreed = False

    def sentence(self, sentence: ReadSentence) -> list[Claim]:
        """The claims of one sentence, in the order of the text."""
        doc = sentence.doc
        if doc is None or is_heading(sentence, self._report.text):
            return []
        self._memory.note(doc, sentence.number)
        if sentence.shift:
            self._memory.scenes.dateline = place_of_dateline(sentence.text[: sentence.shift])
        named = self._tools.terms.named(doc, self._thread)
        matches = self._tools.matcher.matches(doc)
        likely = None
        if self._tools.acts is not None:
            likely = self._tools.acts.likely(doc)
            matches += self._tools.acts.matches(doc, matches, likely)
        refused = list[Refused]()
        chosen = choose(matches, sentence.speeches, refused, likely)
        numbers = quantities(doc)
        self._agreed = self._agreed or tells_terms(doc) or any(_makes_agreement(c) for c in chosen)
        told = self._agreed or self._thread.agreement is not None
        if told and sentence.start:
            chosen = [as_told(c) for c in chosen]
        chosen = self._tools.duties.with_duties(doc, chosen, sentence.speeches, told=told, agreed=self._agreed)
        self._agreed = self._agreed or (names_terms(doc) and any(c.kind is ClaimKind.COMMITMENT for c in chosen))
        heads = [c.match.head for c in chosen]
        drafts = [self._claim(sentence, c, heads, numbers, named) for c in chosen]
        covered = any(_tells(s, c.match) for c in chosen for s in sentence.speeches)
        if not drafts or (sentence.speeches and not covered):
            drafts += self._uncoded(sentence, doc, numbers, named)
        for agreement in self._tools.agreements.read(sentence, self._published, self._memory):
            made = agreement.among(chosen)
            if made is None:
                chain = [s for s in sentence.speeches if agreement.head.i in s.content]
                one = agreement.claim(self._report.report_id, sentence, self._coder)
                drafts = [[agreement.beside(claim) for claim in drafted] for drafted in drafts]
                drafts.append(self._spoken(sentence, one, chain))
            else:
                drafts[made] = [agreement.added_to(claim) for claim in drafts[made]]
        if self._trace is not None:
            self._trace.append(Traced(self._report.report_id, sentence, chosen, drafts, refused, self._published))
        for speaker in inner_speakers(sentence.speeches)[:1]:
            self._memory.note_speaker(speaker)
        claims = {claim.claim_id: claim for drafted in drafts for claim in drafted}
        return list(claims.values())

    # ---- one claim

    def _claim(
        self,
        sentence: ReadSentence,
        chosen: Chosen,
        heads: list[Token],
        numbers: list[tuple[Token, Quantity]],
        named: Terms,
    ) -> list[Claim]:
        match, slots = chosen.match, self._tools.slots
        chain = [s for s in sentence.speeches if _tells(s, match)]
        for speaker in (chain[-1].speakers if chain else sentence.carried)[:1]:
            self._memory.note_speaker(speaker)
        when, moment = dated(sentence, match.head, heads, self._published, chosen.modality)
        if chosen.kind is ClaimKind.EVENT and chosen.modality is Modality.ACTUAL:
            when = self._account.day(sentence, match.head, chosen.code, when, self._published)
        actors = slots.actors(match, self._memory)
        draft = Claim(
            claim_id="",
            report_id=self._report.report_id,
            start=sentence.start,
            end=sentence.end,
            quote=sentence.text,
            kind=chosen.kind,
            code=chosen.code,
            modality=chosen.modality,
            polarity=chosen.polarity,
            mode=mode_of(match, chosen.code, self._tools.terms.class_of(match)),
            actors=tuple(actors),
            recipients=tuple(
                m for m in slots.recipients(match, self._memory) if m.name not in {a.name for a in actors}
            ),
            object=slots.object_text(match),
            places=tuple(slots.where.places(match, self._memory)),
            date=when.edtf if when else None,
            numbers=counted(numbers, match.head, heads),
            coder=self._coder,
            confidence=calibrated(chosen.weight, self._coder),
            rule=match.rule.id,
        )
        relation = moment.mention.relation if moment else None
        draft = replace(draft, terms=self._claim_terms(draft, chosen, heads, named, relation))
        versions = _each_other(draft) if any(t.lower_ == "other" for t in match.objects) else [draft]
        return [claim for version in versions for claim in self._spoken(sentence, version, chain)]

    def _claim_terms(
        self, draft: Claim, chosen: Chosen, heads: list[Token], named: Terms, relation: str | None
    ) -> Terms | None:
        reader = self._tools.terms
        class_, force, duration = reader.provision(chosen.match, chosen.modality, chosen.polarity)
        terms = replace(named, roles=reader.roles(chosen.match.head.doc, self._memory))
        ends = draft.date if draft.date and not draft.date.endswith("/..") else None  # "from Monday" is no deadline
        if draft.kind is ClaimKind.COMMITMENT:
            terms = replace(
                terms,
                class_=class_,
                force=force,
                duration=duration,
                does=does(chosen.match.head),
                deadline=ends if relation != "until" else None,
                until=ends if relation == "until" else None,
            )
        elif draft.kind is ClaimKind.AGREEMENT:
            terms = replace(terms, agreed_on=draft.date, agreed_at=self._tools.slots.where.agreed_at(chosen.match))
            if draft.polarity is Polarity.AFFIRM and reader.is_timed_truce(chosen.match):
                terms = replace(
                    terms,
                    class_=ProvisionClass.CESSATION,
                    force=Force.PROHIBITION,
                    duration=Duration.CONTINUING,
                    does=does(chosen.match.head),
                )
            elif draft.polarity is Polarity.AFFIRM:
                terms = reader.with_undertaking(terms, chosen.match.head, heads)
        elif draft.modality is Modality.ACTUAL and _speaks_of_performance(draft, class_):
            terms = replace(
                terms, class_=class_, done=(draft.polarity is Polarity.AFFIRM) is (draft.code is not Code.NOT_HOLDING)
            )
        if chosen.match.rule.id == "retreat.takes_effect" and draft.modality is Modality.ACTUAL:
            terms = replace(terms, in_force=draft.date)
        says_so = draft.polarity is Polarity.AFFIRM or chosen.match.rule.relation == "excludes"
        if chosen.match.rule.relation and says_so and draft.modality is Modality.ACTUAL:
            terms = replace(terms, relation=chosen.match.rule.relation)
        if chosen.match.head.lemma_ in {"expire", "lapse"}:
            terms = replace(terms, expires=draft.date)
        return terms if terms != Terms() else None

    # ---- who says it

    def _spoken(self, sentence: ReadSentence, draft: Claim, chain: list[Speech]) -> list[Claim]:
        """The draft under each of its speakers; the chain behind the innermost one goes to `via`."""
        chain = sorted(chain, key=lambda s: len(s.content))
        speakers = list(chain[0].speakers) if chain else list(sentence.carried)
        if not speakers and not sentence.speeches and draft.code and draft.kind is not ClaimKind.STATEMENT:
            speakers = list(sentence.continued)
            draft = replace(draft, confidence=round(draft.confidence * CONTINUED, 3)) if speakers else draft
        names = {s.name for s in speakers}
        if len(chain) > 1 and any(s.name in names for s in chain[1].speakers):
            speakers = chain[1].speakers  # "X said he believed": the name rather than the pronoun
        outer = [m for s in chain[1:] for m in s.speakers if m.name not in names]
        via = [m for s in chain[:1] for m in s.via] + outer
        said = said_when(sentence, chain[0], self._published) if chain else None
        if not speakers:
            return [_identified(draft)]
        if draft.rule in self._tools.matcher.by_speaker:
            draft = replace(draft, actors=tuple(speakers))
        return [_identified(replace(draft, speaker=s, via=tuple(via), said=self._said_by(s, said))) for s in speakers]

    def _said_by(self, speaker: Mention, said: When | None) -> str | None:
        """When a speaker spoke: as stated here, else as stated before in the report, else when it was published."""
        if said is not None:
            self._said[speaker.name] = said
        found = self._said.get(speaker.name, self._published)
        return found.edtf if found is not None else None

    def _uncoded(
        self,
        sentence: ReadSentence,
        doc: Doc,
        numbers: list[tuple[Token, Quantity]],
        named: Terms,
    ) -> list[list[Claim]]:
        """A sourced statement that no code fits, or a zone described."""
        described = self._tools.terms.descriptions(doc, self._thread)
        chain = [s for s in sentence.speeches if s.speakers]
        counts_zone = named.zone is not None and any(
            q.what in {"width", "settlements", "population"} for _, q in numbers
        )
        if not described and not chain and not sentence.carried and not counts_zone:
            return []
        actors = self._content_actors(doc, chain) if chain else []
        versions = described or [replace(named, roles=self._tools.terms.roles(doc, self._memory))]
        draft = Claim(
            claim_id="",
            report_id=self._report.report_id,
            start=sentence.start,
            end=sentence.end,
            quote=sentence.text,
            kind=ClaimKind.STATEMENT,
            code=None,
            modality=Modality.ACTUAL,
            polarity=Polarity.AFFIRM,
            actors=tuple(actors),
            numbers=tuple(dict.fromkeys(q for _, q in numbers)),
            object=None,
            coder=self._coder,
            confidence=0.5,
        )
        drafts = [
            replace(draft, object=t.zone if described else None, terms=t if t != Terms() else None) for t in versions
        ]
        return [self._spoken(sentence, d, chain) for d in drafts]

    def _content_actors(self, doc: Doc, chain: list[Speech]) -> list[Mention]:
        """Whom the statement is about: the subject of its main clause, where that is a party."""
        inner = min(chain, key=lambda s: len(s.content))
        verbs = [doc[i] for i in sorted(inner.content) if doc[i].pos_ in {"VERB", "AUX"}]
        tops = [v for v in verbs if v.head.i not in inner.content or v.head.i == v.i]
        return self._tools.slots.mentions(subjects_of(tops[0]), self._memory) if tops else []


def _makes_agreement(chosen: Chosen) -> bool:
    """Whether it tells how an agreement came about: its terms may follow."""
    made = chosen.kind is ClaimKind.AGREEMENT and chosen.polarity is Polarity.AFFIRM
    return made and chosen.modality is Modality.ACTUAL


def _each_other(draft: Claim) -> list[Claim]:
    """Read "A and B accused each other" as two claims."""
    if len(draft.actors) != 2:
        return [draft]
    one, two = draft.actors
    return [replace(draft, actors=(one,), recipients=(two,)), replace(draft, actors=(two,), recipients=(one,))]


def _tells(speech: Speech, match: Match) -> bool:
    """Whether an act is what is said; in "recorded 13 violations" it is told by the verb of saying itself."""
    if speech.cue.i == match.head.i:
        if speech.denies:
            return match.rule.code is not Code.REJECT
        telling = match.head.lemma_ in speech_verbs("counting") | speech_verbs("naming") | {"put"}
        return telling and any(thing.i in speech.content for thing in (*match.objects, *match.subjects))
    return match.head.i in speech.content


def _speaks_of_performance(draft: Claim, class_: ProvisionClass) -> bool:
    return class_ is not ProvisionClass.OTHER and draft.code in {
        Code.RETREAT,
        Code.COOPERATE,
        Code.AID,
        Code.HOLDING,
        Code.NOT_HOLDING,
        Code.MOBILIZE,
    }


def _identified(claim: Claim) -> Claim:
    """The claim with its id: a hash of report, span, code and mentions."""
    mentions = [claim.speaker, *claim.actors, *claim.recipients]
    texts = Counter(m.text for m in mentions if m)
    parts = [
        claim.report_id,
        str(claim.start),
        str(claim.end),
        str(claim.code),
        str(claim.modality),
        str(claim.polarity),
        claim.object or "",
        *(m.text if m else "" for m in mentions),
        *(m.name for m in mentions if m and texts[m.text] > 1),  # "both sides" accused each other: two claims
    ]
    return replace(claim, claim_id=sha256("\x1f".join(parts).encode()).hexdigest()[:16])
