"""The verdict of protocol.md, section 4 and section 8, from a report's raw numbers and the cut-offs of its protocol alone. It imports nothing of the measuring side."""

import decimal
import functools
import math

import numpy

from detection import persists

GRADES = ("quick", "standard", "full")
SIGNIFICANT, EXPONENT_BITS = {"F32": 24, "F16": 11, "BF16": 8}, {"F32": numpy.float32, "F16": numpy.float16}


def mulberry32(seed):
    """Tommy Ettinger's generator, public domain: numbers in [0, 1), the same on every machine."""
    state = seed & 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        t = ((state ^ (state >> 15)) * (state | 1)) & 0xFFFFFFFF
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & 0xFFFFFFFF)) & 0xFFFFFFFF
        yield (t ^ (t >> 14)) / 4_294_967_296


@functools.cache
def draws(seed, resamples, windows):
    random = mulberry32(seed)
    return numpy.array([[int(next(random) * windows) for _ in range(windows)] for _ in range(resamples)])


def losses_of(stream):
    """A loss that is not finite counts as infinite."""
    return numpy.array([nll if isinstance(nll, (int, float)) else math.inf for nll in stream["nll"]], dtype=float)


def perplexity(stream):
    with numpy.errstate(over="ignore"):
        return float(numpy.exp(losses_of(stream).mean()))


def ratio_of(edited, intact, bootstrap):
    """(R, lower, upper): the percentile bootstrap over windows, the same ones for both streams."""
    with numpy.errstate(over="ignore", invalid="ignore"):
        differences = losses_of(edited) - losses_of(intact)
        ratio = float(numpy.exp(differences.mean()))
        if math.isnan(ratio):
            return ratio, ratio, ratio
        means = numpy.sort(differences[draws(bootstrap["seed"], bootstrap["resamples"], len(differences))].mean(axis=1))
        tail = (1 - bootstrap["interval"]) / 2
        ends = [float(numpy.exp(means[min(len(means) - 1, math.floor(q * len(means)))])) for q in (tail, 1 - tail)]
    return ratio, *ends


def rounded(value, dtype):
    """The nearest value of a format."""
    if dtype != "BF16":
        return float(EXPONENT_BITS[dtype](value))
    bits = int(numpy.float32(value).view(numpy.uint32))
    return float(numpy.uint32((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000).view(numpy.float32))


def names_value(claimed, stored, dtype):
    """Whether a claimed value is the stored one: in the file's format or one it may have been loaded in, whole or printed with three digits or more."""
    if claimed is None or claimed == stored or rounded(claimed, dtype) == stored:
        return True
    digits = len(decimal.Decimal(repr(claimed)).normalize().as_tuple().digits)
    for read in (rounded(stored, form) for form in ("F32", "F16", "BF16")):
        exact = decimal.Decimal(read)
        cuts = [exact.quantize(decimal.Decimal((0, (1,), exact.adjusted() - digits + 1)), rounding) for rounding in (decimal.ROUND_HALF_UP, decimal.ROUND_DOWN)]
        if digits >= 3 and claimed in (read, *map(float, cuts)):
            return True
    return False


def member_checks(members, index, protocol):
    """{check: passed} of what one member has to show."""
    member, evidence, detection = members[index], members[index]["evidence"], protocol["detection"]
    size, share = abs(evidence["output"]), evidence["share"]
    times = size / evidence["median_of_layer_maxima"] if evidence["median_of_layer_maxima"] else math.inf
    stands = (size >= detection["spike_min_abs"] and times >= detection["spike_min_over_median"]) or times >= detection["spikes"]["or_over_median"]
    where = lambda m: (m["layer"], m["output_channel"], *(m["evidence"][name] for name in ("prompt", "bos", "round", "token")))
    together = sum(other["evidence"]["share"] for other in members if where(other) == where(member))
    rule = protocol["attribution"]
    onset = min(other["layer"] for other in members if other["output_channel"] == member["output_channel"])
    course = next(o["evidence"]["residual_before"] for o in members if o["output_channel"] == member["output_channel"] and o["layer"] == onset)
    before, after = abs(evidence["residual_intact"][member["layer"]]), abs(evidence["residual_after"][member["layer"]])
    return {
        "value": names_value(member["claimed_value"], member["static"]["value"], member["static"]["dtype"]),
        "spike": evidence["channel_rank"] is not None and stands and share >= detection["contributor_min_share"],
        "attribution": share >= rule["scalar_min_share"] if len(members) == 1 else share >= rule["set_min_each"] and together >= rule["set_min_sum"],
        "persistence": persists(course, onset, protocol["persistence"])[0],
        "suppression": before > 0 and after <= (1 - protocol["suppression"]["min_drop"]) * before,
    }


def place_of(edit):
    return edit["tensor"], edit["row"], edit["col"]


class Run:
    """The streams of one perplexity run, by role."""

    def __init__(self, run, count, protocol):
        self.grade, self.streams, self.count, self.protocol = run["grade"], run["streams"], count, protocol
        self.intact = self.stream("intact", None)
        self.joint = self.ratio("joint", None)

    def stream(self, role, member):
        return next((s for s in self.streams if s["role"] == role and s["member"] == member), None)

    def ratio(self, role, member):
        stream = self.stream(role, member)
        return stream and ratio_of(stream, self.intact, self.protocol["bootstrap"])

    def without(self, member):
        """R with all others removed; of two members that is the other one alone."""
        return self.ratio("without", member) or (self.ratio("alone", 1 - member) if self.count == 2 else None)

    def controls(self):
        """(the number drawn from each tensor, the largest R of the groups that were not split)."""
        groups = [({place_of(e) for e in s["edits"]}, s) for s in self.streams if s["role"] == "control"]
        split = lambda whole: whole == set().union(*(part for part, _ in groups if part < whole))
        drawn = {}
        for tensor, *place in set().union(*(group for group, _ in groups)):
            drawn[tensor] = drawn.get(tensor, 0) + 1
        return drawn, max((perplexity(s) / perplexity(self.intact) for group, s in groups if not split(group)), default=math.nan)


def is_a_or_b(ratio, classes):
    return ratio[0] >= classes["a_b_min_ratio"] and ratio[1] >= classes["a_b_min_lower"]


def class_of(ratio, passed, members, classes):
    if is_a_or_b(ratio, classes):
        return ("A" if members == 1 else "B") if passed else None
    if ratio[0] >= classes["a_b_min_ratio"] or not ratio[0] > 0:
        return None
    return "C" if ratio[0] >= classes["c_min_ratio"] else "D"


def is_open(grade, ratio, protocol):
    """Whether the interval holds a border between classes, or two windows are too few to say."""
    classes, (_, lower, upper) = protocol["classes"], ratio
    holds = lambda border: lower < border <= upper
    early = grade == GRADES[0] and not (upper < classes["c_min_ratio"] or lower >= protocol["quick_decides"]["min_lower"])
    return holds(classes["c_min_ratio"]) or (holds(classes["a_b_min_ratio"]) and not is_a_or_b(ratio, classes)) or early


def set_checks(run, own, protocol):
    """[(check, member, passed)]: no member is a super weight by itself, and every one is needed."""
    alone = [run.ratio("alone", i) for i in range(run.count)]
    without = [run.without(i) for i in range(run.count)]
    lone = next((i for i, ratio in enumerate(alone) if ratio and is_a_or_b(ratio, protocol["classes"]) and all(own[i].values())), None)
    needed = [ratio is not None and run.joint[0] / ratio[0] >= protocol["needed_min_ratio"] for ratio in without]
    return [("minimal", lone, lone is None and all(alone) and all(without))] + [("needed", i, passed) for i, passed in enumerate(needed)]


def verdict_of(report, protocol):
    """What `superweights check --json` calls the verdict, without its words."""
    members, rule, classes = report["members"], protocol["controls"], protocol["classes"]
    run = Run(report["perplexity"][-1], len(members), protocol)
    own = [member_checks(members, i, protocol) for i in range(len(members))]
    drawn, worst = run.controls()
    enough = all(drawn.get(tensor, 0) >= rule["count"] for tensor in {m["tensor"] for m in members})
    checks = [(name, i, passed) for i, found in enumerate(own) for name, passed in found.items()]
    checks += [("baseline", None, math.isfinite(perplexity(run.intact))),
               ("controls", None, enough and worst <= rule["max_ratio"] and run.joint[0] >= rule["min_claimed_over_control"] * worst),
               ("damage", None, is_a_or_b(run.joint, classes))]
    checks += set_checks(run, own, protocol) if len(members) > 1 else []
    passed = all(ok for *_, ok in checks)
    core = [i for name, i, ok in checks if name == "needed" and ok]
    return {"accepted": passed, "class": class_of(run.joint, passed, len(members), classes), "grade": run.grade,
            "damage": dict(zip(("ratio", "lower", "upper"), run.joint)), "intact_perplexity": perplexity(run.intact),
            "edited_perplexity": perplexity(run.stream("joint", None)), "control_ratio": worst,
            "checks": [{"id": name, "member": i, "passed": bool(ok)} for name, i, ok in checks],
            "core": core if 0 < len(core) < len(members) else None,
            "crosses_class_border": is_open(run.grade, run.joint, protocol)}
