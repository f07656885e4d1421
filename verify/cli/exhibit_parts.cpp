#include "exhibit_parts.hpp"

#include <cmath>

#include "posproof/report/results_json.hpp"

namespace posproof::exhibit_detail {

PlotPoint point(double x, const Ball& value) {
  if (!is_finite(value)) throw ResultsError("a figure's value is not finite at " + std::to_string(x));
  return {x, lower_double(value), upper_double(value)};
}

std::vector<long> spread(long last, int count) {
  std::vector<long> out;
  for (int k = 0; k < count; ++k) {
    const long n = std::lround(std::pow(static_cast<double>(last), static_cast<double>(k) / (count - 1)));
    if (out.empty() || n > out.back()) out.push_back(n);
  }
  return out;
}

Exhibit exhibit(const std::string& id, const std::string& title, const std::string& caption, Plot plot) {
  plot.title = title;
  return {{id, title, caption, "figures/" + id + ".json", ""}, std::move(plot)};
}

}  // namespace posproof::exhibit_detail
