"""What is in a data set: its arrays, their bytes, its letters or words."""

from tinkernet import data


def arrays(dataset):
    return [part for part in (dataset.X, dataset.y, dataset.where) if part is not None]


def content(dataset):
    return b"".join(part.tobytes() for part in arrays(dataset))


def texts(dataset, between=" "):
    return [data.spell(x, dataset.features, between=between) for x in dataset.X]
