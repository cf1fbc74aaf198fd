"""Perplexity of every stream: the intact model, the claim removed in all ways that the verdict asks for, and the controls."""

import hashlib
import math
import sys

import numpy

from checkpoint import Refused
from verdict import GRADES, Run, is_open, perplexity


def windows_of(checkpoint, tokens, grade, protocol):
    """Consecutive, none overlapping, each with BOS in front where the tokenizer adds it. None where text or model are too short."""
    count, length = protocol["grades"][grade]["windows"], protocol["grades"][grade]["window_tokens"]
    start = [checkpoint.bos] if checkpoint.adds_bos else []
    fresh = length - len(start)
    if len(tokens) < count * fresh or length > getattr(checkpoint.config, "max_position_embeddings", math.inf):
        return None
    return [start + tokens[at * fresh:(at + 1) * fresh] for at in range(count)]


def streams_of(checkpoint, windows, members, controls, grade, protocol):
    """Every stream of the claim, then the controls: a group that does damage is split in two until its parts do none or are single weights."""
    def stream(role, member, places, scale=0):
        edits = [{"tensor": p.tensor, "layer": p.layer, "row": p.row, "col": p.col, "scale": scale} for p in places]
        nll = [loss if math.isfinite(loss) else "NaN" if math.isnan(loss) else "Infinity" for loss in checkpoint.losses(windows, places, scale)]
        return {"role": role, "member": member, "edits": edits, "nll": nll}

    found = [stream("intact", None, []), stream("joint", None, members)]
    found += [stream("alone", i, [member]) for i, member in enumerate(members)]
    if len(members) > 1:
        found += [stream("without", i, [other for other in members if other != member]) for i, member in enumerate(members)]
    if grade == "full":
        found += [stream("dose", None, members, scale) for scale in protocol["dose_scales"]]
    intact = perplexity(found[0])
    while controls:
        measured = [(group, stream("control", None, group)) for group in controls]
        found += [result for _, result in measured]
        harmful = [group for group, result in measured if len(group) > 1 and math.isfinite(intact) and perplexity(result) / intact > protocol["controls"]["max_ratio"]]
        controls = [half for group in harmful for half in (group[:math.ceil(len(group) / 2)], group[math.ceil(len(group) / 2):])]
    return found


def runs_of(checkpoint, members, controls, corpus, grade, protocol):
    """Perplexity at the first grade, and at the next ones while the interval crosses a border. @raises Refused where the first is impossible"""
    text, named = corpus
    tokens, runs = checkpoint.encode(text), []
    for current in GRADES[GRADES.index(grade):]:
        windows = windows_of(checkpoint, tokens, current, protocol)
        if windows is None:
            break
        ids = numpy.array(windows, dtype="<i4")
        runs.append({"grade": current, "corpus": named, "windows": len(windows), "window_tokens": len(windows[0]), "starts_with_bos": checkpoint.adds_bos,
                     "token_ids_sha256": hashlib.sha256(ids.tobytes()).hexdigest(), "reference": None,
                     "streams": streams_of(checkpoint, windows, members, controls, current, protocol)})
        print(f"perplexity, grade {current}: {len(runs[-1]['streams'])} streams", file=sys.stderr)
        if not is_open(current, Run(runs[-1], len(members), protocol).joint, protocol):
            break
    if not runs:
        raise Refused(f"Text or model are too short for grade {grade}: {len(tokens)} tokens.")
    return runs
