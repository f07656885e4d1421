#pragma once
#include <string>
#include <utility>
#include <vector>

#include "posproof/report/plot.hpp"

namespace posproof::plot_detail {

/// One axis of a picture: the range shown and where its ticks are.
struct Scale {
  double low = 0, high = 1;
  bool log = false;
  std::vector<std::pair<double, std::string>> ticks;

  /// 0 at the low end, 1 at the high end; values outside are moved to the nearest end.
  double place(double value) const;
};

Scale x_scale(const Plot& plot);
Scale y_scale(const Plot& plot);

/// Shortest decimal that reads back as the same double; no locale.
std::string shortest(double x);

}  // namespace posproof::plot_detail
