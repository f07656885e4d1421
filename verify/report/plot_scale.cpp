#include "plot_scale.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace posproof::plot_detail {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Range {
  double low = infinity, high = -infinity;
  void take(double v, bool log) {
    if (log && !(v > 0)) return;
    low = std::min(low, v);
    high = std::max(high, v);
  }
};

std::string superscript(int n) {
  static constexpr const char* digits[] = {"\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",     "\xe2\x81\xb4",
                                           "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9"};
  std::string out;
  for (const char c : std::to_string(n)) out += c == '-' ? "\xe2\x81\xbb" : digits[c - '0'];
  return out;
}

/// Plain decimals between 0.001 and 99999, powers of ten beyond.
std::string tick_label(double v) {
  const double size = std::fabs(v);
  if (v == 0) return "0";
  if (size < 1e-3 || size >= 99999.5) {
    const int exponent = static_cast<int>(std::floor(std::log10(size) + 1e-9));
    const double mantissa = std::round(v / std::pow(10.0, exponent) * 1000) / 1000;
    return (mantissa == 1 ? "" : shortest(mantissa) + "\xc2\xb7") + "10" + superscript(exponent);
  }
  char text[32];
  const auto [end, error] = std::to_chars(text, text + sizeof text, v, std::chars_format::fixed);
  return error == std::errc() ? std::string(text, end) : shortest(v);
}

/// Ten digits: what k * step lost to rounding does not show.
std::string rounded_text(double v) {
  char text[40];
  std::snprintf(text, sizeof text, "%.10g", v);
  return text;
}

void add_linear_ticks(Scale& s) {
  const double raw = (s.high - s.low) / 6.4;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  double step = power;
  for (const double m : {1.0, 2.0, 2.5, 5.0, 10.0})
    if (m * power >= raw * 0.999) {
      step = m * power;
      break;
    }
  s.low = std::floor(s.low / step + 1e-9) * step;
  s.high = std::ceil(s.high / step - 1e-9) * step;
  const auto count = static_cast<int>(std::round((s.high - s.low) / step));
  for (int k = 0; k <= count; ++k) {
    const double v = std::round(s.low / step + k) * step;
    s.ticks.emplace_back(v, tick_label(std::strtod(rounded_text(v).c_str(), nullptr)));
  }
}

void add_log_ticks(Scale& s) {
  const int first = static_cast<int>(std::floor(std::log10(s.low) + 1e-9)),
            last = static_cast<int>(std::ceil(std::log10(s.high) - 1e-9));
  const int step = std::max(1, (last - first + 7) / 8);
  const std::vector<double> factors = s.high < s.low * 2000 ? std::vector<double>{1, 2, 5} : std::vector<double>{1};
  for (int k = first; k <= last; k += step) {
    for (const double m : factors) {
      const double v = m * std::pow(10.0, k);
      if (v >= s.low * 0.999 && v <= s.high * 1.001) s.ticks.emplace_back(v, tick_label(v));
    }
  }
}

Scale make_scale(Range r, bool log, bool widen) {
  Scale s;
  s.log = log;
  if (!(r.low <= r.high)) r = log ? Range{1, 10} : Range{0, 1};
  if (r.low == r.high) r = log ? Range{r.low / 10, r.high * 10} : Range{r.low - 1, r.high + 1};
  s.low = r.low;
  s.high = r.high;
  if (log) {
    if (widen) {
      s.low = std::pow(10.0, std::floor(std::log10(s.low) + 1e-9));
      s.high = std::pow(10.0, std::ceil(std::log10(s.high) - 1e-9));
      if (std::log(r.high / s.low) > 0.98 * std::log(s.high / s.low))
        s.high *= 10;  // a line along the frame would be cut in half
    }
    add_log_ticks(s);
  } else {
    const double low = s.low, high = s.high;
    add_linear_ticks(s);
    if (widen) {  // a line along the frame would be cut in half
      const double edge = 0.02 * (s.high - s.low);
      if (high > s.high - edge) s.high += 2 * edge;
      if (low < s.low + edge) s.low -= 2 * edge;
    } else {  // the axis of the positions ends where the data ends
      s.low = low;
      s.high = high;
      std::erase_if(s.ticks, [&](const auto& t) { return t.first < low || t.first > high; });
    }
  }
  return s;
}

}  // namespace

std::string shortest(double x) {
  char text[32];
  const auto [end, error] = std::to_chars(text, text + sizeof text, x);
  return error == std::errc() ? std::string(text, end) : "0";
}

double Scale::place(double value) const {
  if (log && !(value > 0)) return 0;
  const double at = log ? (std::log(value) - std::log(low)) / (std::log(high) - std::log(low)) : (value - low) / (high - low);
  return std::clamp(at, 0.0, 1.0);
}

Scale x_scale(const Plot& plot) {
  Range r;
  for (const PlotSeries& s : plot.series)
    for (const PlotPoint& p : s.points) r.take(p.x, plot.log_x);
  return make_scale(r, plot.log_x, false);
}

Scale y_scale(const Plot& plot) {
  Range r;
  std::vector<double> ends;
  for (const PlotSeries& s : plot.series) {
    for (const PlotPoint& p : s.points) {
      r.take(p.lower, plot.log_y);
      r.take(p.upper, plot.log_y);
      if (p.lower > 0) ends.push_back(p.lower);
    }
  }
  // On a logarithmic axis a few values near a sign change would squeeze everything else: three decades below the
  // fiftieth part of all values are enough.
  if (plot.log_y && !ends.empty()) {
    const auto fiftieth = ends.begin() + static_cast<std::ptrdiff_t>(ends.size() / 50);
    std::nth_element(ends.begin(), fiftieth, ends.end());
    r.low = std::max(r.low, *fiftieth * 1e-3);
  }
  return make_scale(r, plot.log_y, true);
}

}  // namespace posproof::plot_detail
