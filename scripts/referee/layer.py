"""One layer in one forward pass, seen by hooks: what its down projection reads and gives, which channels peak, and which weights make them."""

import numpy
import torch

DOWN = ("mlp.down_proj", "mlp.c_proj")
CONTRIBUTIONS = 8  # of one peak; the protocol lists at most as many


def find(module, paths):
    """The first of the dotted paths that exists in the module, or None."""
    known = dict(module.named_modules())
    return next((known[path] for path in paths if path in known), None)


def rows_of(value):
    tensor = value[0] if isinstance(value, tuple) else value
    return tensor.detach().reshape(-1, tensor.shape[-1]).cpu().numpy()


def extreme(table):
    """The signed value at the largest |value| of [tokens, channels]; the first of equals."""
    token, channel = divmod(int(numpy.abs(table).argmax()), table.shape[1])
    return {"value": float(table[token, channel]), "token": token, "channel": channel}


class Layer:
    """One layer in one forward pass. A block is (expert, its tokens, what its output is multiplied by, x [rows, in], y [rows, out]); `total` is the
    blocks' sum with the bias, `entering` what is added to the residual stream (after a norm, where one follows), `after` the stream then."""

    def __init__(self, number, module):
        self.number, self.bank, norm = number, find(module, ["mlp.experts"]), find(module, ["post_feedforward_layernorm"])
        self.down = self.bank or find(module, DOWN)
        self.handles = [self.down.register_forward_hook(self.routed if self.bank is not None else self.dense),
                        module.register_forward_hook(lambda _m, _i, out: setattr(self, "after", rows_of(out)))]
        self.entering = None
        if norm is not None:
            self.handles.append(norm.register_forward_hook(lambda _m, _i, out: setattr(self, "entering", rows_of(out))))

    def dense(self, _module, inputs, output):
        x, self.total = rows_of(inputs[0]), rows_of(output)
        self.blocks = [(None, numpy.arange(len(x)), numpy.ones(len(x)), x, self.total)]

    def routed(self, module, inputs, output):
        """transformers computes all experts in one module; each is computed again for its own tokens."""
        hidden, chosen, weights = inputs
        self.total, self.blocks = rows_of(output), []
        for expert in range(module.num_experts):
            tokens, places = torch.where(chosen == expert)
            if len(tokens):
                gate, up = torch.nn.functional.linear(hidden[tokens], module.gate_up_proj[expert]).chunk(2, dim=-1)
                x = module.act_fn(gate) * up
                y = torch.nn.functional.linear(x, module.down_proj[expert])
                self.blocks.append((expert, tokens.cpu().numpy(), weights[tokens, places].cpu().numpy(), rows_of(x), rows_of(y)))

    def weights_of(self, expert, channel):
        """W[channel, :] as it is now, edits included."""
        matrix = self.down.weight if expert is None else self.down.down_proj[expert]
        return (matrix[:, channel] if type(self.down).__name__ == "Conv1D" else matrix[channel]).detach().double().cpu().numpy()

    def shares(self, expert, channel, token):
        """x[t, k] * W[j, k] / y[t, j] of every neuron of one block; None where the token does not pass it."""
        for found, tokens, scale, x, _ in self.blocks:
            if found == expert and token in tokens:
                row, total = int((tokens == token).argmax()), float(self.total[token, channel])
                return scale[row] * x[row] * self.weights_of(expert, channel) / total if total else numpy.zeros(x.shape[1])
        return None

    def input_of(self, place):
        """x[:, neuron], zero where the token does not pass the expert."""
        column = numpy.zeros(len(self.total))
        for expert, tokens, _, x, _ in self.blocks:
            if expert == place.expert:
                column[tokens] = x[:, place.neuron]
        return column

    def finish(self, channels, watched):
        """Everything that needs the weights as edited, before they come back."""
        for handle in self.handles:
            handle.remove()
        normed = self.entering is not None
        self.entering = self.entering if normed else self.total
        over = lambda at: max(({**extreme(b[at]), "token": int(b[1][extreme(b[at])["token"]])} for b in self.blocks), key=lambda e: abs(e["value"]))
        self.extremes = {"input": over(3), "output": extreme(self.entering), **({"projection": over(4)} if normed or self.bank is not None else {}), "residual": extreme(self.after)}
        sizes = numpy.abs(self.entering)
        tokens = sizes.argmax(axis=0)
        order = sorted(range(sizes.shape[1]), key=lambda j: (-sizes[tokens[j], j], tokens[j], j))[:channels]
        self.peaks = [(j, int(tokens[j]), float(self.entering[tokens[j], j]), self.contributions(j, int(tokens[j]))) for j in order]
        self.shares_of = {p: numpy.array([0.0 if (s := self.shares(p.expert, p.channel, t)) is None else s[p.neuron] for t in range(len(self.total))])
                          for p in watched if p.layer == self.number}
        return self

    def contributions(self, channel, token):
        """(share, expert, neuron), the largest shares first."""
        found = []
        for expert, *_ in self.blocks:
            shares = self.shares(expert, channel, token)
            if shares is not None:
                found += [(float(shares[k]), expert, int(k)) for k in numpy.argsort(-shares, kind="stable")[:CONTRIBUTIONS]]
        return sorted(found, key=lambda part: -part[0])[:CONTRIBUTIONS]
