"""Data sets are what they say they are, the same every time, and hold what there is to learn."""

import gzip
import hashlib
import re
import struct
import subprocess
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from tinkernet import data

# What is made: how, the shape of X, and the number of classes (0: y is measured).
MADE = {
    "xor": (lambda rng: data.xor(41, noise=0.1, rng=rng), (41, 2), 2),
    "circles": (lambda rng: data.circles(41, rng=rng), (41, 2), 2),
    "moons": (lambda rng: data.moons(41, rng=rng), (41, 2), 2),
    "spirals": (lambda rng: data.spirals(41, arms=3, rng=rng), (41, 2), 3),
    "polynomial": (lambda rng: data.polynomial([1, 2, 3], m=41, rng=rng), (41, 1), 0),
    "signals": (lambda rng: data.signals(41, length=30, rng=rng), (41, 1, 30), 10),
    "dna": (lambda rng: data.dna(41, length=30, rng=rng), (41, 4, 30), 2),
    "sentences": (lambda rng: data.sentences(41, rng=rng), (41, 10, 7), 2),
    "train patches": (lambda rng: data.flower_patches(41, 7, rng=rng).train, (41, 3, 40, 60), 2),
    "test patches": (lambda rng: data.flower_patches(7, 41, rng=rng).test, (41, 3, 40, 60), 2),
}
made = pytest.mark.parametrize(("make", "shape", "classes"), MADE.values(), ids=MADE)


def arrays(dataset):
    return [part for part in (dataset.X, dataset.y, dataset.where) if part is not None]


def content(dataset):
    return b"".join(part.tobytes() for part in arrays(dataset))


def texts(dataset, between=" "):
    return [data.spell(x, dataset.features, between=between) for x in dataset.X]


# --- what a data set is -------------------------------------------------------------------------


@made
def test_made_data_have_their_shape_their_types_and_a_name_for_everything(make, shape, classes):
    made = make(0)
    assert made.X.shape == shape
    assert made.X.dtype == np.float64
    assert np.isfinite(made.X).all()
    assert made.y.shape == shape[:1]
    assert made.y.dtype == (np.int64 if classes else np.float64)
    assert len(made.features) == len(made.units) == shape[1]
    assert len(made.classes) == classes
    assert made.target
    assert made.source


@made
def test_every_class_has_its_fair_share(make, shape, classes):
    y = make(0).y
    if classes and classes != 2:
        assert np.ptp(np.bincount(y, minlength=classes)) <= 1
    elif classes:
        assert abs(np.count_nonzero(y) - shape[0] / 2) <= 1


@made
def test_a_seed_says_it_all(make, shape, classes):
    assert content(make(5)) == content(make(5)) == content(make(np.random.default_rng(5)))
    assert content(make(5)) != content(make(6))
    assert content(make(None)) != content(make(None))


@made
def test_global_chance_is_neither_used_nor_moved(make, shape, classes):
    np.random.seed(0)  # noqa: NPY002
    before = make(3)
    state = np.random.get_state()[1].copy()  # noqa: NPY002
    make(None)
    assert np.array_equal(np.random.get_state()[1], state)  # noqa: NPY002
    np.random.seed(1)  # noqa: NPY002
    assert content(make(3)) == content(before)


def test_bundled_data_are_scikit_learns():
    from sklearn import datasets

    for ours, theirs in (
        (data.iris(), datasets.load_iris()),
        (data.breast_cancer(), datasets.load_breast_cancer()),
        (data.digits().flattened(), datasets.load_digits()),
        (data.diabetes(), datasets.load_diabetes(scaled=False)),
    ):
        assert np.array_equal(ours.X, theirs.data)
        assert np.array_equal(ours.y, theirs.target)
    assert list(data.iris().classes) == datasets.load_iris().target_names.tolist()
    cancer = datasets.load_breast_cancer()
    assert list(data.breast_cancer().features) == cancer.feature_names.tolist()
    assert list(data.breast_cancer().classes) == cancer.target_names.tolist()
    assert np.array_equal(data.digits().X[:, 0], datasets.load_digits().images)


def test_one_channel_of_images_is_a_column():
    patches = data.flower_patches(2, 1, rng=0).train
    green = patches.column("green")
    assert np.array_equal(green, patches.X[:, 1])
    green[:] = -1
    assert patches.X.min() >= 0


def test_flattened_reads_an_image_like_a_book_and_names_every_pixel():
    patches = data.flower_patches(2, 1, rng=0).train
    flat = patches.flattened()
    assert flat.X.shape == (2, 7200)
    assert np.array_equal(flat.column("green 7 59"), patches.X[:, 1, 7, 59])
    assert np.array_equal(flat.y, patches.y)
    flat.X[:] = -1
    assert patches.X.min() >= 0
    iris = data.iris()
    assert iris.flattened().features == iris.features


def test_take_keeps_what_belongs_together():
    genes = data.dna(6, rng=0)
    some = genes.take([5, 0])
    for part, whole in zip(arrays(some), arrays(genes), strict=True):
        assert np.array_equal(part, whole[[5, 0]])
    assert some.features == genes.features
    assert np.array_equal(genes.take(genes.y == 1).y, [1, 1, 1])
    assert genes.take([]).X.shape == (0, 4, 50)


def test_a_data_set_whose_parts_do_not_fit_is_refused():
    x, y = np.zeros((3, 2)), np.zeros(3)
    with pytest.raises(ValueError, match="one y"):
        data.Dataset(x, y[:2], ("a", "b"), ("cm", "cm"), "t", "s")
    with pytest.raises(ValueError, match="one place"):
        data.Dataset(x, y, ("a", "b"), ("cm", "cm"), "t", "s", where=y[:2])
    with pytest.raises(ValueError, match="2 names and 2 units"):
        data.Dataset(x, y, ("a",), ("cm", "cm"), "t", "s")
    with pytest.raises(ValueError, match="got 2 and 1"):
        data.Dataset(x, y, ("a", "b"), ("cm",), "t", "s")


def test_split_shares_out_every_example_once():
    # The place of a gene serves as its number here.
    genes = data.dna(50, rng=0)
    numbered = data.Dataset(
        genes.X, genes.y, genes.features, genes.units, "t", "s", where=np.arange(50)
    )
    train, test = data.split(numbered, test=0.3, rng=1)
    assert (len(train.X), len(test.X)) == (35, 15)
    assert sorted([*train.where, *test.where]) == list(range(50))
    assert list(test.where) != sorted(test.where)
    for part in (train, test):
        assert np.array_equal(part.X, genes.X[part.where])
        assert np.array_equal(part.y, genes.y[part.where])
    assert np.array_equal(data.split(numbered, test=0.3, rng=1).test.where, test.where)
    assert not np.array_equal(data.split(numbered, test=0.3, rng=2).test.where, test.where)


def test_split_leaves_at_least_one_example_on_either_side():
    table = data.xor(3)
    assert [len(part.X) for part in data.split(table, test=0.01, rng=0)] == [2, 1]
    assert [len(part.X) for part in data.split(table, test=0.99, rng=0)] == [1, 2]


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: data.split(data.iris(), test=1.0), "between 0 and 1 for test, got 1.0"),
        (lambda: data.split(data.xor(1)), "at least two examples, got 1"),
        (lambda: data.xor(0), "m of at least 1, got 0"),
        (lambda: data.xor(noise=-0.1), "noise of 0 or more, got -0.1"),
        (lambda: data.moons(noise=float("nan")), "noise of 0 or more, got nan"),
        (lambda: data.moons(noise=float("inf")), "noise of 0 or more, got inf"),
        (lambda: data.circles(inner=1.5), "between 0 and 1 for inner, got 1.5"),
        (lambda: data.spirals(arms=1), "arms of at least 2, got 1"),
        (lambda: data.polynomial([]), "the constant first"),
        (lambda: data.polynomial([1], m=0), "m of at least 1"),
        (lambda: data.polynomial([1], low=2, high=1), "low below high"),
        (lambda: data.signals(length=10), "length of at least 20, got 10"),
        (lambda: data.signals(noise=-1), "noise of 0 or more"),
        (lambda: data.dna(motif="TATUUT"), "letters A, C, G and T, got 'TATUUT'"),
        (lambda: data.dna(motif=""), "letters A, C, G and T"),
        (lambda: data.dna(length=5), "length of at least 6, got 5"),
        (lambda: data.sentences(0), "m of at least 1"),
        (lambda: data.sentences(157), "156 different ones, not m=157"),
        (lambda: data.flower_patches(test=0), "test of at least 1, got 0"),
        (lambda: data.spell(np.zeros((3, 5)), "ACGT"), r"shape \(4, L\).*got \(3, 5\)"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_sentence(ask, says):
    with pytest.raises(ValueError, match=says) as refusal:
        ask()
    assert "\n" not in str(refusal.value)


def test_importing_the_room_costs_nothing_but_numpy():
    heavy = ("sklearn", "scipy", "PIL", "matplotlib", "tqdm", "urllib.request", "http.client")
    code = f"import sys, tinkernet.data; print([n for n in {heavy} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- points in a plane --------------------------------------------------------------------------


def separable(points):
    """Tell whether some straight line has all of one class on one side: a linear program."""
    from scipy.optimize import linprog

    sign = np.where(points.y == 1, 1.0, -1.0)
    signed = -sign[:, None] * np.column_stack([points.X, np.ones(len(points.X))])
    free = [(None, None)] * signed.shape[1]
    found = linprog(np.zeros(len(free)), signed, -np.ones(len(signed)), bounds=free)
    assert found.status in (0, 2)
    return found.status == 0


def nearest_neighbour_score(train, test):
    """Return how often the nearest example of ``train`` has the class of the one of ``test``."""
    a, b = train.X.reshape(len(train.X), -1), test.X.reshape(len(test.X), -1)
    squares = (b**2).sum(1)[:, None] - 2 * b @ a.T + (a**2).sum(1)
    return (train.y[squares.argmin(axis=1)] == test.y).mean()


def linear_score(train, test):
    """Return how often the best linear scores, by least squares, name the class."""
    a, b = (
        np.column_stack([part.X.reshape(len(part.X), -1), np.ones(len(part.X))])
        for part in (train, test)
    )
    weights = np.linalg.lstsq(a, np.eye(len(train.classes))[train.y], rcond=None)[0]
    return ((b @ weights).argmax(axis=1) == test.y).mean()


@pytest.mark.parametrize(
    ("make", "line_at_most"),
    [
        (lambda rng: data.xor(200, noise=0.1, rng=rng), 0.8),
        (lambda rng: data.circles(rng=rng), 0.7),
        (lambda rng: data.moons(rng=rng), 0.95),
        (lambda rng: data.spirals(rng=rng), 0.75),
    ],
    ids=["xor", "circles", "moons", "spirals"],
)
def test_no_line_separates_what_neighbours_tell_apart(make, line_at_most):
    train, test = make(0), make(1)
    assert not separable(train)
    assert linear_score(train, test) < line_at_most
    assert nearest_neighbour_score(train, test) > 0.97


def test_three_arms_are_three_classes_that_neighbours_tell_apart():
    train, test = (data.spirals(300, arms=3, turns=1, rng=seed) for seed in (0, 1))
    assert nearest_neighbour_score(train, test) > 0.97


def test_xor_without_noise_is_the_truth_table_and_says_what_y_means():
    table = data.xor()
    assert [(a, b, y) for (a, b), y in zip(table.X, table.y, strict=True)] == [
        (0, 0, 0),
        (0, 1, 1),
        (1, 0, 1),
        (1, 1, 0),
    ]
    assert [table.classes[y] for y in table.y] == ["same", "different", "different", "same"]
    assert not separable(table)


def test_without_noise_points_lie_on_their_curves():
    rings = data.circles(100, inner=0.3, noise=0, rng=0)
    assert np.linalg.norm(rings.X, axis=1) == pytest.approx(np.where(rings.y, 0.3, 1.0))
    pair = data.moons(100, noise=0, rng=0)
    centre = np.where(pair.y[:, None], (1.0, 0.5), (0.0, 0.0))
    assert np.linalg.norm(pair.X - centre, axis=1) == pytest.approx(np.ones(100))
    above = pair.X[:, 1] >= centre[:, 1]
    assert np.array_equal(above, pair.y == 0)
    galaxy = data.spirals(100, arms=2, turns=0.75, noise=0, rng=0)
    radius = np.linalg.norm(galaxy.X, axis=1)
    assert 0.1 <= radius.min() < 0.4 < 0.9 < radius.max() <= 1
    angle = 2 * np.pi * (0.75 * radius + galaxy.y / 2)
    assert np.allclose(galaxy.X, radius[:, None] * np.c_[np.cos(angle), np.sin(angle)])


@pytest.mark.parametrize(
    "make",
    [data.xor, data.circles, data.moons, data.spirals],
    ids=["xor", "circles", "moons", "spirals"],
)
def test_points_have_the_noise_they_were_asked_for(make):
    # The same seed draws the same places: what is left is the noise.
    noise = make(20_000, noise=0.3, rng=1).X - make(20_000, noise=0, rng=1).X
    assert noise.mean(axis=0) == pytest.approx([0, 0], abs=0.01)
    assert noise.std(axis=0) == pytest.approx([0.3, 0.3], rel=0.03)


def test_a_polynomial_has_its_coefficients_its_range_and_its_noise():
    curve = data.polynomial([1, -2, 0, 3], m=20_000, noise=0.5, low=-2, high=1, rng=0)
    x = curve.column("x")
    assert -2 <= x.min() < -1.99
    assert 0.99 < x.max() <= 1
    assert np.polyfit(x, curve.y, 3)[::-1] == pytest.approx([1, -2, 0, 3], abs=0.05)
    assert np.std(curve.y - (1 - 2 * x + 3 * x**3)) == pytest.approx(0.5, rel=0.03)


# --- the tables of deck 003 ---------------------------------------------------------------------


def test_the_five_samples_are_deck_003s_and_one_neuron_can_learn_them():
    five = data.five_samples()
    table = np.column_stack([five.X, five.y]).tolist()
    assert table == [[0, 1, 1], [1, -1, 0], [-1, 1, 1], [0, 0, 0], [1, 0, 1]]
    assert five.y.dtype == np.int64
    assert separable(five)
    assert np.array_equal(five.X @ [1, 2] - 0.5 > 0, five.y == 1)


def test_the_predictions_are_deck_003s():
    seen, unseen = data.training_predictions(), data.validation_predictions()
    assert np.column_stack([seen.data.X, seen.data.y, seen.predicted]).tolist() == [
        [0.5, -0.6, 1, 1],
        [0.1, 0.4, 0, 1],
        [-0.1, 0.1, 1, 1],
        [0.5, 0.8, 0, 0],
        [1, 0.01, 1, 0],
    ]
    assert np.column_stack([unseen.data.X, unseen.data.y, unseen.predicted]).tolist() == [
        [0.1, -0.3, 0, 1],
        [0.1, -0.1, 0, 0],
        [-0.3, -0.7, 1, 1],
    ]


# --- flower or not ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def patches():
    return data.flower_patches(300, 300, rng=0)


@pytest.fixture(scope="module")
def photographs():
    """Read both pictures here again, by way of scikit-learn's package."""
    import importlib.resources

    from PIL import Image

    images = importlib.resources.files("sklearn") / "datasets" / "images"
    return [np.asarray(Image.open(images / name)) / 255 for name in ("china.jpg", "flower.jpg")]


def test_a_patch_is_what_lies_where_it_says(patches, photographs):
    for part in patches:
        for patch, (photograph, row, column, zoom) in zip(part.X, part.where, strict=True):
            for i, j in ((0, 0), (13, 41), (39, 59)):
                top, left = row + i * zoom, column + j * zoom
                block = photographs[photograph][top : top + zoom, left : left + zoom]
                assert block.shape == (zoom, zoom, 3)
                assert patch[:, i, j] == pytest.approx(block.mean(axis=(0, 1)))


def test_no_pixel_of_a_test_patch_is_in_a_train_patch(patches, photographs):
    covered = []
    for part in patches:
        seen = np.zeros((2, 427, 640), dtype=bool)
        for photograph, row, column, zoom in part.where:
            seen[photograph, row : row + 40 * zoom, column : column + 60 * zoom] = True
        covered.append(seen)
    assert not (covered[0] & covered[1]).any()
    # Both parts do look around in both photographs.
    assert all(seen.mean() > 0.2 for part in covered for seen in part)


def test_a_flower_is_in_the_patches_that_say_so_and_in_no_other(patches):
    for part in patches:
        assert part.X.min() >= 0
        assert part.X.max() <= 1
        red, _, blue = part.X.transpose(1, 0, 2, 3)
        petals = ((red > 0.5) & (red - blue > 0.15)).mean(axis=(1, 2))
        garden = (part.y == 0) & (part.where[:, 0] == 1)
        pagoda = (part.y == 0) & (part.where[:, 0] == 0)
        assert (part.where[part.y == 1, 0] == 1).all()
        assert petals[part.y == 1].min() > 0.45
        assert petals[garden].max() < 0.01
        assert abs(garden.sum() - pagoda.sum()) <= 1
        # Some patches without a flower are orange too: colour alone is not the answer.
        assert petals[pagoda].max() > 0.15


def test_flowers_can_be_learnt(patches):
    assert nearest_neighbour_score(*patches) > 0.8
    assert set(patches.train.where[:, 3]) == {1, 2, 3}


# --- signals, DNA, sentences --------------------------------------------------------------------


def test_a_signal_without_noise_shows_its_shape_where_it_says_and_a_tilted_line_elsewhere():
    waves = data.signals(200, length=60, noise=0, rng=0)
    at = np.arange(60)
    names = np.array(waves.classes)[waves.y]
    for signal, name, middle in zip(waves.X[:, 0], names, waves.where, strict=True):
        # No shape is wider than two fifths: beyond that the line is straight.
        away = np.abs(at - middle) > 0.2 * 60
        slope, start = np.polyfit(at[away], signal[away], 1)
        rest = signal - slope * at - start
        assert np.abs(rest[away]).max() < 1e-9
        assert np.abs(rest).max() > 0.5
        if name in ("hump", "two peaks", "ramp", "slide"):
            assert rest.sum() > 2
        if name in ("dip", "two pits"):
            assert rest.sum() < -2
    assert set(names) == set(waves.classes)


def test_signals_have_the_noise_they_were_asked_for():
    noise = data.signals(5000, noise=0.4, rng=0).X - data.signals(5000, noise=0, rng=0).X
    assert noise.std() == pytest.approx(np.hypot(0.4, 0.1), rel=0.03)
    # It wanders: neighbours are alike, those far apart are not.
    near, far = ((noise[..., :-d] * noise[..., d:]).mean() / noise.var() for d in (1, 12))
    assert near > 0.8
    assert abs(far) < 0.05


def test_shapes_of_signals_are_there_to_learn_but_not_for_a_linear_model():
    train, test = data.signals(2000, rng=0), data.signals(500, rng=1)
    assert linear_score(train, test) < 0.5
    assert nearest_neighbour_score(train, test) > 0.65


@pytest.mark.parametrize(
    ("length", "motif"),
    [(50, "TATAAT"), (300, "ACA"), (40, "AA"), (9, "G"), (6, "TATAAT"), (30, "ATATAT")],
)
def test_the_motif_is_there_exactly_once_or_not_at_all(length, motif):
    genes = data.dna(200, length=length, motif=motif, rng=0)
    assert np.isin(genes.X, (0, 1)).all()
    assert (genes.X.sum(axis=1) == 1).all()
    for text, there, where in zip(texts(genes, ""), genes.y, genes.where, strict=True):
        assert len(text) == length
        found = [match.start() for match in re.finditer(f"(?={motif})", text)]
        assert found == ([where] if there else [])
        assert there or where == -1


def test_the_motif_may_lie_anywhere_and_bases_are_equally_frequent():
    genes = data.dna(4000, length=20, rng=0)
    assert set(genes.where) == {-1, *range(15)}
    without = genes.take(genes.y == 0)
    assert without.X.mean(axis=(0, 2)) == pytest.approx([0.25] * 4, abs=0.01)


# Written once more, as a pattern, by another road than the library's.
NOUN = "(dog|cat|friend)"
STATEMENT = re.compile(
    f"((he is|you are|you have) a {NOUN}( and a {NOUN})?"
    f"|a {NOUN} is a {NOUN}"
    f"|(you|he|a {NOUN}) and (you|he|a {NOUN}) have a {NOUN})"
)


def test_sentences_are_of_the_ten_words_of_deck_003():
    said = data.sentences(rng=0)
    words = "you, he, dog, cat, friend, have, is, are, a, and"
    assert ", ".join(said.features) == words
    assert set(" ".join(texts(said)).split()) == set(said.features)
    # One word at each place, and nothing after the end.
    assert np.isin(said.X, (0, 1)).all()
    filled = said.X.sum(axis=1)
    assert (np.sort(filled, axis=1)[:, ::-1] == filled).all()
    assert filled.max() == 1


def test_all_that_is_called_correct_is_and_nothing_else():
    for seed in range(5):
        said = data.sentences(rng=seed)
        assert len(set(texts(said))) == 156
        for text, right in zip(texts(said), said.y, strict=True):
            assert bool(STATEMENT.fullmatch(text)) == bool(right), text
            assert not re.fullmatch("(is he|are you|have you) a .*", text), "that is a question"
            assert not re.search(f"you and you|he and he|a {NOUN} and a \\1", text), text


def test_an_incorrect_sentence_is_a_near_miss():
    said = data.sentences(rng=0)
    right = [text.split() for text, y in zip(texts(said), said.y, strict=True) if y]
    swaps = []
    for text, y in zip(texts(said), said.y, strict=True):
        if not y:
            words = text.split()
            equally_long = [other for other in right if len(other) == len(words)]
            swapped = any(Counter(other) == Counter(words) for other in equally_long)
            off = min(sum(a != b for a, b in zip(words, o, strict=True)) for o in equally_long)
            assert swapped or off == 1, text
            swaps.append(swapped)
    assert 0.25 < np.mean(swaps) < 0.75


def test_spell_reads_probabilities_and_skips_what_is_empty():
    assert data.spell([[0.7, 0.0, 0.1], [0.3, 0.0, 0.9]], ["yes", "no"], between=" ") == "yes no"


# --- MNIST --------------------------------------------------------------------------------------

IMAGES = np.random.default_rng(0).integers(0, 256, (7, 28, 28)).astype(np.uint8)
LABELS = np.array([5, 0, 4, 1, 9, 2, 1], dtype=np.uint8)


def idx(array):
    return struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.tobytes()


FILES = {
    f"{part}-{what}-ubyte.gz": gzip.compress(idx(array), mtime=0)
    for part, m in (("train", 5), ("t10k", 2))
    for what, array in (("images-idx3", IMAGES[-m:]), ("labels-idx1", LABELS[-m:]))
}
SUMS = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}


class Mirror:
    """A web server on this machine that hands out ``files`` and remembers what was asked."""

    def __init__(self, files):
        self.files, self.cut, self.asked = dict(files), None, []
        mirror = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                name = self.path.removeprefix("/mnist/")
                mirror.asked.append(name)
                if name not in mirror.files:
                    self.send_error(404)
                    return
                self.send_response(200)
                self.send_header("Content-Length", str(len(mirror.files[name])))
                self.end_headers()
                self.wfile.write(mirror.files[name][: mirror.cut])

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/mnist/"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def mirror():
    mirror = Mirror(FILES)
    yield mirror
    mirror.close()


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Give the folder where mnist() keeps its files, not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "tinkernet" / "mnist"


def held(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def assert_is_ours(loaded):
    for part, m in ((loaded.train, 5), (loaded.test, 2)):
        assert part.X.shape == (m, 1, 28, 28)
        assert part.X.dtype == np.float32
        assert part.X[:, 0] == pytest.approx(IMAGES[-m:] / 255)
        assert part.y.dtype == np.int64
        assert np.array_equal(part.y, LABELS[-m:])
        assert part.classes == tuple("0123456789")


@pytest.mark.parametrize("packed", [True, False], ids=["gz", "plain"])
def test_mnist_reads_a_folder(tmp_path, packed, mirror):
    for name, file in FILES.items():
        if packed:
            (tmp_path / name).write_bytes(file)
        else:
            (tmp_path / name.removesuffix(".gz")).write_bytes(gzip.decompress(file))
    assert_is_ours(data.mnist(tmp_path, mirrors=[mirror.address]))
    assert_is_ours(data.mnist(str(tmp_path)))
    assert mirror.asked == []


def test_a_folder_without_the_files_is_told_which(tmp_path, mirror):
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(LABELS))
    with pytest.raises(FileNotFoundError, match=re.escape(str(tmp_path))) as refusal:
        data.mnist(tmp_path, mirrors=[mirror.address])
    assert all(name in str(refusal.value) for name in FILES if name[:12] != "train-labels")
    assert "train-labels" not in str(refusal.value)
    assert mirror.asked == []


def test_mnist_is_downloaded_once_with_a_progress_bar(cache, mirror, capfd, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    assert_is_ours(data.mnist(mirrors=[mirror.address], checksums=SUMS))
    assert held(cache) == sorted(FILES)
    assert sorted(mirror.asked) == sorted(FILES)
    assert "train-images-idx3-ubyte.gz: 100%" in capfd.readouterr().err
    assert_is_ours(data.mnist(mirrors=[], checksums=SUMS))
    assert len(mirror.asked) == 4


def test_while_grading_nobody_looks_at_a_progress_bar(cache, mirror, capfd, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    data.mnist(mirrors=[mirror.address], checksums=SUMS)
    assert capfd.readouterr().err == ""


def test_the_next_mirror_helps_out(cache, mirror):
    poor = Mirror({name: FILES[name] for name in list(FILES)[:1]})
    nobody = "http://127.0.0.1:9/"
    mirrors = [nobody, poor.address.rstrip("/"), "not an address", mirror.address]
    assert_is_ours(data.mnist(mirrors=mirrors, checksums=SUMS))
    assert sorted(mirror.asked) == sorted(list(FILES)[1:])
    poor.close()


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda mirror: setattr(mirror, "cut", 20), "cut off after 20 of"),
        (lambda mirror: mirror.files.update(dict.fromkeys(FILES, b"<html>Hello")), "checksum"),
        (lambda mirror: mirror.files.clear(), "404"),
    ],
    ids=["cut off", "wrong checksum", "not there"],
)
def test_a_broken_download_is_never_left_behind(cache, mirror, break_it, says):
    break_it(mirror)
    with pytest.raises(ConnectionError, match=says):
        data.mnist(mirrors=[mirror.address], checksums=SUMS)
    assert held(cache) == []
    mirror.cut, mirror.files = None, FILES
    assert_is_ours(data.mnist(mirrors=[mirror.address], checksums=SUMS))


def test_a_download_that_is_interrupted_leaves_nothing(cache, mirror, monkeypatch):
    import tqdm.auto

    class Impatient(tqdm.auto.tqdm):
        def update(self, n=1):
            raise KeyboardInterrupt

    monkeypatch.setattr(tqdm.auto, "tqdm", Impatient)
    with pytest.raises(KeyboardInterrupt):
        data.mnist(mirrors=[mirror.address], checksums=SUMS)
    assert held(cache) == []


def test_without_a_network_it_says_what_to_get_and_where_to_put_it(cache, mirror):
    mirror.close()  # nobody listens there any more
    cache.mkdir(parents=True)
    first = next(iter(FILES))
    (cache / first).write_bytes(FILES[first])
    with pytest.raises(ConnectionError) as refusal:
        data.mnist(mirrors=[mirror.address], checksums=SUMS)
    said = str(refusal.value)
    assert "\n" not in said
    assert str(cache) in said
    assert "https://" in said
    assert "mnist(path=...)" in said
    assert first not in said
    assert all(name in said for name in FILES if name != first)
    assert held(cache) == [first]
    # Doing as told helps, with plain files too.
    for name in FILES:
        (cache / name.removesuffix(".gz")).write_bytes(gzip.decompress(FILES[name]))
    assert_is_ours(data.mnist(mirrors=[], checksums=SUMS))


def test_a_cached_file_that_was_damaged_is_fetched_again(cache, mirror):
    data.mnist(mirrors=[mirror.address], checksums=SUMS)
    damaged = cache / "t10k-labels-idx1-ubyte.gz"
    damaged.write_bytes(damaged.read_bytes()[:-3])
    assert_is_ours(data.mnist(mirrors=[mirror.address], checksums=SUMS))
    assert mirror.asked[4:] == [damaged.name]


def test_files_of_other_digits_do_not_pass_for_mnist(cache, mirror):
    with pytest.raises(ConnectionError, match="checksum"):
        data.mnist(mirrors=[mirror.address])
    assert held(cache) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (idx(IMAGES[-5:])[:-1], "cut off"),
        (idx(IMAGES[-5:])[:9], "cut off"),
        (idx(IMAGES[-5:]) + b"x", "too long"),
        (b"", "not an IDX file"),
        (b"\x00\x00\x0d\x03" + idx(IMAGES[-5:])[4:], "not an IDX file"),
        (gzip.compress(idx(IMAGES[-5:]))[:-30], "damaged"),
        (idx(IMAGES), "do not belong together"),
        (idx(LABELS[-5:]), "do not belong together"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_named(tmp_path, content, says):
    for name, file in FILES.items():
        (tmp_path / name).write_bytes(file)
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(content)
    with pytest.raises(ValueError, match=says) as refusal:
        data.mnist(tmp_path)
    assert "train-images-idx3-ubyte.gz" in str(refusal.value)
