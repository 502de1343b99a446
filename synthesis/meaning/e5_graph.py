"""Multilingual E5-small as an ONNX graph that multiplies in bytes: a scale for each channel of the weights."""

from typing import TYPE_CHECKING, Any

from synthesis.meaning.e5_weights import Model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MICROSOFT = "com.microsoft"
"""The operators that ONNX Runtime adds to the standard's."""
OPSET = 20
IR_VERSION = 10
INPUT, OUTPUT = "embedded", "state"
USUAL = 0.97
"""The share of channels whose size is taken for the usual one."""


def serialised(model: Model, spans: "dict[str, Floats]") -> bytes:
    """Return the graph from the embedded pieces of texts to the last layer, both float32 (texts, pieces, width).

    Every text of a batch must be as long as the others. The scale of the activations is that of the whole batch, so
    that only a batch of one text gives a vector that depends on that text alone. `spans` tells what to expect of them
    (see `e5_network`).
    """
    from onnx import TensorProto, helper

    graph = _Graph(model, spans)
    state = graph.normalised("emb.ln", INPUT)
    for layer in range(model.layers):
        state = _layer(graph, f"l{layer}", state)
    graph.add("Identity", [state], outputs=[OUTPUT])
    shape: list[str | int | None] = ["texts", "pieces", model.width]
    sides = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in (INPUT, OUTPUT)]
    made = helper.make_graph(graph.nodes, "e5", sides[:1], sides[1:], graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return bytes(helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION).SerializeToString())


def _layer(graph: "_Graph", layer: str, state: str) -> str:
    heads = graph.linear([f"{layer}.{name}" for name in "qkv"], state)
    queries = graph.add("Split", [heads], outputs=[f"{heads}.{name}" for name in "qkv"], axis=-1, num_outputs=3)
    mixed = graph.add("MultiHeadAttention", queries, domain=MICROSOFT, num_heads=graph.model.heads)
    state = graph.normalised(f"{layer}.aln", state, graph.linear([f"{layer}.ao"], mixed[0]))
    inner = graph.add("FastGelu", [graph.linear([f"{layer}.fi"], state)], domain=MICROSOFT)
    return graph.normalised(f"{layer}.oln", state, graph.linear([f"{layer}.fo"], inner[0]))


class _Graph:
    """A graph under construction: nodes and constants so far, each thing by a name of its own."""

    def __init__(self, model: Model, spans: "dict[str, Floats]") -> None:
        self.model = model
        self.spans = spans
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def add(self, kind: str, inputs: list[str], outputs: list[str] | None = None, **attributes: Any) -> list[str]:
        """Add a node and return the names of what comes out of it, one unless `outputs` names more."""
        from onnx import helper

        outputs = outputs or [f"{kind}.{len(self.nodes)}"]
        self.nodes.append(helper.make_node(kind, inputs, outputs, **attributes))
        return outputs

    def constant(self, name: str, values: "NDArray[Any]") -> str:
        """Add values that never change, and return their name."""
        import numpy as np
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def linear(self, names: list[str], state: str) -> str:
        """Multiply by the weights of these names, side by side, and add what is to be added."""
        import numpy as np

        name = "+".join(names)
        damping = damped(self.spans[names[0]])
        weights, scales = quantised(np.concatenate([self.model.weights[f"{each}.w"] for each in names]) * damping)
        shift = np.concatenate([self.model.weights[f"{each}.b"] for each in names])
        even = self.add("Mul", [state, self.constant(f"{name}.damping", 1 / damping)])
        rounded = self.add("DynamicQuantizeLinear", even, outputs=[f"{name}.{each}" for each in ("x", "scale", "zero")])
        inputs = [rounded[0], self.constant(f"{name}.w", weights.T), rounded[1], self.constant(f"{name}.s", scales)]
        inputs += [rounded[2], "", self.constant(f"{name}.b", shift)]
        return self.add("MatMulIntegerToFloat", inputs, domain=MICROSOFT)[0]

    def normalised(self, name: str, state: str, added: str = "") -> str:
        """Bring each piece, after adding another where there is one, to the mean and spread that the model knows."""
        fixed = [self.constant(f"{name}.{each}", self.model.weights[f"{name}.{each}"]) for each in "wb"]
        if added:
            state = self.add("Add", [state, added])[0]
        return self.add("LayerNormalization", [state, *fixed], epsilon=self.model.epsilon)[0]


def damped(span: "Floats") -> "Floats":
    """Return by what to divide each channel so that a few huge ones do not use up the steps of all others.

    After SmoothQuant (Xiao et al. 2023), for the largest 3 % only: E5 has channels fifteen times as large as the rest.
    """
    import numpy as np

    return np.asarray(np.sqrt(np.maximum(span / np.quantile(span, USUAL), 1)), np.float32)


def quantised(weights: "Floats") -> "tuple[NDArray[np.int8], Floats]":
    """Return weights (out, in) as whole numbers between -127 and 127, and each row's scale."""
    import numpy as np

    scales = np.maximum(np.abs(weights).max(axis=1), np.float32(1e-12)) / np.float32(127)
    return np.round(weights / scales[:, None]).astype(np.int8), scales.astype(np.float32)
