#include "posproof/analysis/fit_targets.hpp"

#include <algorithm>
#include <cctype>
#include <istream>
#include <string_view>

#include "posproof/arith/ball.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

constexpr long grid_bits = 48;
constexpr std::size_t longest_line = 1100;
constexpr std::size_t largest_size_bits = 7000;  // 1000 digits over 10^1000, and some

Ball uniform_deviate(std::uint64_t seed, std::uint64_t k) {
  const Integer numerator = Integer(static_cast<unsigned long>(splitmix64(seed, k) >> 11)) * 2 + 1;
  return Ball(Rational(numerator, Integer(1) << 54));
}

/// The nearest integer to 2^48 x when the enclosure decides it.
std::optional<Rational> nearest_on_grid(const Ball& x) {
  const Ball unit(Rational(Integer(1) << grid_bits)), half(Rational(Integer(1), Integer(2)));
  const Ball nearest = floor(x * unit + half);
  if (!is_finite(nearest) || !is_exact(nearest)) return std::nullopt;
  return midpoint(nearest) / Rational(Integer(1) << grid_bits);
}

struct Pair {
  std::optional<Rational> first, second;
};

Pair deviate_pair(std::uint64_t seed, std::uint64_t pair, Bits bits) {
  PrecisionScope scope{bits};
  const Ball radius = sqrt(Ball(-2L) * log(uniform_deviate(seed, 2 * pair)));
  Ball sine, cosine;
  sin_cos(sine, cosine, Ball(2L) * Ball::pi() * uniform_deviate(seed, 2 * pair + 1));
  return {nearest_on_grid(radius * cosine), nearest_on_grid(radius * sine)};
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

bool names_no_number(std::string_view text) {
  std::string word;
  for (const char c : text)
    if (c != '+' && c != '-') word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return word.starts_with("nan") || word == "inf" || word == "infinity";
}

std::variant<Rational, std::string> read_target(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return "the line is blank; one decimal number is expected";
  if (text.size() > longest_line) return "the number is longer than 1000 digits";
  const std::string shown = text.size() > 40 ? std::string(text.substr(0, 40)) + "..." : std::string(text);
  if (names_no_number(text)) return "'" + shown + "' is not a finite number";
  if (text.front() == '+') text.remove_prefix(1);
  // the exponent is looked at before the power of ten is formed
  const auto mark = text.find_first_of("eE");
  if (mark != std::string_view::npos) {
    const auto digits = text.substr(mark + 1);
    const auto first = digits.find_first_not_of("+-0");
    if (first != std::string_view::npos && digits.size() - first > 4) return "the exponent of '" + shown + "' is beyond 1000";
  }
  const auto value = Rational::parse(text);
  if (!value) return "'" + shown + "' is not a decimal number";
  if (value->size_bits() > largest_size_bits) return "'" + shown + "' is beyond 1000 digits or an exponent of 1000";
  return *value;
}

}  // namespace

std::uint64_t splitmix64(std::uint64_t seed, std::uint64_t k) {
  std::uint64_t z = seed + (k + 1) * 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

std::vector<Rational> normal_deviates(std::uint64_t seed, long count) {
  ensure(count >= 0, "a negative number of deviates");
  std::vector<Rational> y;
  y.reserve(static_cast<std::size_t>(count) + 1);
  for (std::uint64_t pair = 0; y.size() < static_cast<std::size_t>(count); ++pair) {
    Pair p;
    for (long bits = 96; !(p.first && p.second); bits *= 2) {
      ensure(bits <= 100'000, "a normal deviate does not round: it would have to lie exactly between two grid points");
      p = deviate_pair(seed, pair, Bits{bits});
    }
    y.push_back(*p.first);
    y.push_back(*p.second);
  }
  y.resize(static_cast<std::size_t>(count));
  return y;
}

std::variant<std::vector<Rational>, TargetError> read_targets(std::istream& in) {
  std::vector<Rational> y;
  std::string line;
  for (long number = 1; std::getline(in, line); ++number) {
    auto value = read_target(line);
    if (auto* reason = std::get_if<std::string>(&value)) return TargetError{number, *reason};
    y.push_back(std::get<Rational>(value));
  }
  if (in.bad()) return TargetError{0, "the file cannot be read"};
  return y;
}

}  // namespace posproof
