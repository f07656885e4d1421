#pragma once
#include <string>
#include <vector>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/precision.hpp"
#include "posproof/arith/rational.hpp"
#include "posproof/cli/exhibits.hpp"

// What the makers of figures share.

namespace posproof::exhibit_detail {

inline constexpr Bits figure_bits{80};
inline const Rational base = 10000;

/// **Error** enclosure. Throws ResultsError when the value is not finite.
PlotPoint point(double x, const Ball& value);

/// At most `count` different integers from 1 to `last`, spread evenly on a logarithmic axis.
std::vector<long> spread(long last, int count);

/// The exhibit with its record; the data file is named after the id.
Exhibit exhibit(const std::string& id, const std::string& title, const std::string& caption, Plot plot);

}  // namespace posproof::exhibit_detail
