#pragma once
#include <filesystem>
#include <vector>

#include "posproof/report/plot.hpp"
#include "posproof/report/results.hpp"

// What a run of the shipped cases shows beside its verdicts: figures from certified data.

namespace posproof {

/// One figure and its data, before the data is written to a file.
struct Exhibit {
  FigureRecord record;  ///< `data` is the file's name; `sha256` is filled by add_exhibits
  Plot plot;
};

/// cos(n theta_t) against t for n = 0, 128, 4096, 200000 at d = 8192, base 10000.
std::vector<Exhibit> panel_exhibits();
/// |f_n| with its limit, its certified upper bound and the document's bound, on logarithmic axes. **Theorem** T4.
Exhibit envelope_exhibit();
/// (2/d) f_n for growing d against its limit. **Theorem** T4.
Exhibit continuum_exhibit();
/// B(s)/d of the summation-by-parts bound. **Theorem** T10.
Exhibit partial_sums_exhibit();
/// sigma(s) of a least-squares score inside and outside its window. **Theorem** T12.
Exhibit blowup_exhibit();
/// Largest size of a fitted score inside and outside its window against the bits of the arithmetic that fitted it, from
/// reports/data/position-interpolation/precision-ladder.json as it was when this was built.
Exhibit ladder_exhibit();
/// cos(n theta_t) at a position n where f_n returns to 99 % of f_0. **Theorem** T6.
Exhibit recurrence_exhibit();
/// The error of the decay sum in binary32 against |f_n| and the bound for every library. **Theorem** D11, D12.
Exhibit float32_exhibit();

/// Those that the results have claims about: data written to `directory`/figures/, records added to `results`. Throws
/// ResultsError when a file cannot be written.
void add_exhibits(Results& results, const std::filesystem::path& directory);

}  // namespace posproof
