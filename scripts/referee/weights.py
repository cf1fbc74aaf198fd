"""What the claimed tensors hold: the members' bits, value and rank, and other large weights of theirs as controls."""

import hashlib
import struct

import numpy
import torch

from verdict import mulberry32


def seed_of(*lines):
    """The first 32 bits of the lines' SHA-256."""
    return int(hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8], 16)


def stored_of(checkpoint, members, protocol, protocol_sha256):
    """(reading of each member, one group of controls a tensor): the draw is seeded by the protocol and the members, so that nobody can choose it."""
    readings, groups = {}, []
    for tensor in dict.fromkeys(member.tensor for member in members):
        stored, dtype = checkpoint.tensor(tensor)
        own = [member for member in members if member.tensor == tensor]
        values = stored.float().numpy().astype(numpy.float64)
        sizes, columns = numpy.abs(values).ravel(), values.shape[1]
        for member in own:
            scalar, value = stored[member.row, member.col], values[member.row, member.col]
            bits = struct.pack(">f", scalar.item()).hex() if dtype == "F32" else f"{scalar.view(torch.int16).item() & 0xFFFF:04x}"
            readings[member] = {"bits": bits, "value": float(value), "dtype": dtype, "shape": list(values.shape), "rank": int((sizes > abs(value)).sum()) + 1,
                                "z_score": float((value - values.mean()) / values.std())}
        rule, taken = protocol["controls"], {(member.row, member.col) for member in own}
        largest = [divmod(int(i), columns) for i in numpy.argsort(-sizes, kind="stable")[:rule["from_largest"] + len(own)]]
        pool = [place for place in largest if place not in taken][:rule["from_largest"]]
        random = mulberry32(seed_of(protocol_sha256, *sorted(map(str, own))))
        drawn = [pool.pop(int(next(random) * len(pool))) for _ in range(min(rule["count"], len(pool)))]
        groups.append([checkpoint.place(own[0].layer, own[0].expert, *place) for place in drawn])
    return [readings[member] for member in members], groups
