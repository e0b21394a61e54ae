"""Ask an answer one case and write down what came back; nothing here knows what is right.

This room runs where the student's code runs. It imports nobody else of the library, so a
grader can take it along without taking the references and the mistakes.
"""

from ._activations import call_activations
from ._borrowed_calls import BorrowedCallError, borrowed_calls
from ._case import Case
from ._dict import call_for_dict
from ._flattened import call_for_gates, call_for_layers
from ._functions import FUNCTIONS, call_with_functions
from ._graph_nodes import GraphNode, call_on_graph
from ._nested import leaves, same
from ._no_tricks import no_tricks
from ._own_work import Borrowed, find_borrowed
from ._parts import call_for_parts
from ._probe import Probe, ask, ask_all, call
from ._repeated import call_for_layers_again
from ._response import Failure, Problem, Response
from ._seeds import call_for_each_seed, call_with_rng
from ._take_away import take_away
from ._time_limit import TimeLimitError, time_limit
from ._trained_model import call_for_trained_model
from ._training import call_for_training, network
from ._vectorised import call_without_loops
from ._wire import case_from_wire, case_to_wire, response_from_wire, response_to_wire
from ._words import call_with_words

PROBES: dict[str, Probe] = {
    probe.__name__: probe
    for probe in (
        call,
        call_activations,
        call_for_dict,
        call_for_each_seed,
        call_for_gates,
        call_for_layers,
        call_for_layers_again,
        call_for_parts,
        call_for_training,
        call_for_trained_model,
        call_on_graph,
        call_with_functions,
        call_with_rng,
        call_without_loops,
        call_with_words,
    )
}
"""Ways of asking, by name; what a kernel is told is the name."""

__all__ = [
    "FUNCTIONS",
    "PROBES",
    "Borrowed",
    "BorrowedCallError",
    "Case",
    "Failure",
    "GraphNode",
    "Problem",
    "Response",
    "TimeLimitError",
    "ask",
    "ask_all",
    "borrowed_calls",
    "call",
    "call_activations",
    "call_for_dict",
    "call_for_each_seed",
    "call_for_gates",
    "call_for_layers",
    "call_for_layers_again",
    "call_for_parts",
    "call_for_trained_model",
    "call_for_training",
    "call_on_graph",
    "call_with_functions",
    "call_with_rng",
    "call_with_words",
    "call_without_loops",
    "case_from_wire",
    "case_to_wire",
    "find_borrowed",
    "leaves",
    "network",
    "no_tricks",
    "response_from_wire",
    "response_to_wire",
    "same",
    "take_away",
    "time_limit",
]
