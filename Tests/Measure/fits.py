"""Repeats fits and tolerance bounds that measure-judging wrote down, with statsmodels and scipy.

    fits.py RESULTS
"""
import json
import sys
import time

import numpy
import scipy.stats
import statsmodels.api

results = json.load(open(sys.argv[1], encoding="utf-8"))
sets = [numpy.array(shots).T for shots in results["shots"]]


def v50(velocity, perforated):
    fit = statsmodels.api.Logit(perforated, statsmodels.api.add_constant(velocity)).fit(disp=0)
    return -fit.params[0] / fit.params[1]


def bound(depths):
    n = len(depths)
    root = numpy.sqrt(n)
    delta = scipy.stats.norm.ppf(results["coverage"]) * root
    factor = scipy.stats.nct.ppf(results["confidence"], n - 1, delta) / root
    return numpy.mean(depths) + factor * numpy.std(depths, ddof=1)


def all_of_them():
    return [v50(*shots) for shots in sets] + [bound(depths) for depths in results["depths"]]


theirs = all_of_them()
ours = results["v50"] + results["bounds"]
if len(theirs) != len(ours):
    sys.exit("fits.py: a fit or bound is missing")
runs = 50
begin = time.process_time()
for _ in range(runs):
    all_of_them()
microseconds = (time.process_time() - begin) / runs * 1e6
print(f"  the fits and bounds alone: proofmark {results['microseconds']:.0f} µs, "
      f"statsmodels and scipy {microseconds:.0f} µs")
print(f"  ratio of CPU proofmark / statsmodels and scipy: {results['microseconds'] / microseconds:.4f}; "
      f"largest relative difference {max(abs(a / b - 1) for a, b in zip(ours, theirs)):.1e}")
