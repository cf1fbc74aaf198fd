"""Spikes, removal rounds and the members' evidence, as protocol.md says for protocols whose unit of detection is the spike (swp-2)."""

import statistics


def variants_of(checkpoint, detection):
    """(prompt number, own or toggled, token ids). A tokenizer without BOS has nothing to toggle."""
    return [(number, bos, checkpoint.encode(text, checkpoint.bos is not None and checkpoint.adds_bos == (bos == "own")))
            for bos in detection["bos"] if bos == "own" or checkpoint.bos is not None
            for number, text in enumerate(detection["prompts"])]


def maxima_of(trace):
    return [abs(layer.extremes["output"]["value"]) for layer in trace]


def residual(trace, token, channel):
    """h[token, channel] after every layer."""
    return [float(layer.after[token, channel]) for layer in trace]


def persists(course, onset, rule):
    """(does it stay, layers that keep enough, layers judged): those after the onset up to the third-last."""
    later = course[onset + 1:max(onset + 1, len(course) - rule["last_layers_ignored"])]
    kept = sum(abs(h) >= rule["min_of_onset"] * abs(course[onset]) for h in later)
    return len(later) > 0 and kept >= rule["min_share_of_layers"] * len(later), kept, len(later)


def explaining(parts, detection):
    """The largest parts, until they explain enough of the spike or one is too small."""
    listed, explained = [], 0.0
    for part in parts[:detection["spikes"]["max_contributors"]]:
        if explained >= detection["spikes"]["explained_share"] or part[0] < detection["contributor_min_share"]:
            break
        listed.append(part)
        explained += part[0]
    return listed


def spikes_of(trace, protocol):
    """Dictionaries, the strongest spike first."""
    detection, rule = protocol["detection"], protocol["detection"]["spikes"]
    middle, found = statistics.median(maxima_of(trace)), []
    for layer in trace:
        for channel, token, value, parts in layer.peaks:
            size = abs(value)
            if (size >= detection["spike_min_abs"] and size >= detection["spike_min_over_median"] * middle) or size >= rule["or_over_median"] * middle:
                echo = not persists(residual(trace, token, channel), layer.number, protocol["persistence"])[0]
                found.append({"layer": layer.number, "token": token, "channel": channel, "output": value, "late_echo": echo, "parts": explaining(parts, detection)})
    return sorted(found, key=lambda spike: -abs(spike["output"]))


def rounds_of(checkpoint, ids, members, protocol):
    """[(spikes, removed before, trace)]: each round removes what makes the strongest spike that stays, then looks again."""
    rounds, removed = [], []
    for _ in range(protocol["detection"]["max_rounds"]):
        trace = checkpoint.trace(ids, removed, protocol["detection"]["spikes"]["channels_per_layer"], members)
        spikes = spikes_of(trace, protocol)
        rounds.append((spikes, removed, trace))
        strongest = next((spike for spike in spikes if spike["parts"] and not spike["late_echo"]), None)
        if strongest is None:
            break
        removed = removed + [checkpoint.place_of(strongest["layer"], expert, strongest["channel"], neuron) for _, expert, neuron in strongest["parts"]]
    return rounds


def finds_of(checkpoint, spikes):
    """(place, spike, share) of every weight that makes one."""
    return [(checkpoint.place_of(s["layer"], expert, s["channel"], neuron), s, share) for s in spikes for share, expert, neuron in s["parts"]]


def described(checkpoint, variant, rounds):
    """A variant as the report holds it."""
    prompt, bos, ids = variant
    return {"prompt": prompt, "bos": bos, "token_ids": ids, "rounds": [{
        "layers": [layer.extremes for layer in trace],
        "found": [{"tensor": p.tensor, "row": p.row, "col": p.col, "layer": p.layer, "token": s["token"], "share": share, "output": s["output"], "late_echo": s["late_echo"]}
                  for p, s, share in finds_of(checkpoint, spikes)],
        "unexplained": [{name: value for name, value in spike.items() if name != "parts"} for spike in spikes if not spike["parts"]],
    } for spikes, _, trace in rounds]}


def occasion(checkpoint, member, detections):
    """(round, late echo, variant, token) of the sighting with the fewest removals, then one that stays, then the earlier variant; None where no round shows it."""
    seen = [(number, s["late_echo"], variant, s["token"]) for variant, rounds in enumerate(detections) for number, (spikes, _, _) in enumerate(rounds)
            for s in [next((s for p, s, _ in finds_of(checkpoint, spikes) if p == member), None)] if s]
    return min(seen, key=lambda sighting: sighting[:3], default=None)


def own_token(member, layer):
    """Where a weight that no round shows is looked at: the largest output of its channel; of an expert, among its tokens."""
    sizes = abs(layer.entering[:, member.channel])
    if member.expert is not None:
        sizes = sizes * (layer.input_of(member) != 0)
    return int(sizes.argmax())


def evidence_of(checkpoint, member, members, variants, detections, protocol):
    """Where the member shows; and what removing it does, from the intact model, with exactly the claim's members of its channel removed."""
    seen = occasion(checkpoint, member, detections)
    number, _, variant, token = seen or (0, False, 0, None)
    prompt, bos, ids = variants[variant]
    shows, intact = detections[variant][number][2], detections[variant][0][2]
    layer = shows[member.layer]
    token = own_token(member, layer) if token is None else token
    course = lambda removed: residual(checkpoint.trace(ids, removed, 1, ()), token, member.channel)
    rank = next((place + 1 for place, peak in enumerate(layer.peaks) if peak[0] == member.channel), None)
    return {
        "seen": seen is not None, "prompt": prompt, "bos": bos, "round": number, "token": token,
        "output": float(layer.entering[token, member.channel]), "layer_output": layer.extremes["output"],
        "median_of_layer_maxima": statistics.median(maxima_of(shows)),
        "input": float(layer.input_of(member)[token]), "layer_input": layer.extremes["input"],
        "share": float(layer.shares_of[member][token]), "channel_rank": rank,
        "residual_before": residual(shows, token, member.channel),
        "residual_after": course([other for other in members if other.channel == member.channel]),
        "residual_intact": residual(intact, token, member.channel), "residual_without_this": course([member]),
    }


def detect(checkpoint, members, protocol):
    """(detection runs, evidence of each member) as the report holds them."""
    variants = variants_of(checkpoint, protocol["detection"])
    detections = [rounds_of(checkpoint, ids, members, protocol) for _, _, ids in variants]
    return ([described(checkpoint, variant, rounds) for variant, rounds in zip(variants, detections)],
            [evidence_of(checkpoint, member, members, variants, detections, protocol) for member in members])
