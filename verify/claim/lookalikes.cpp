#include "lookalikes.hpp"

namespace posproof::detail {
namespace {

struct Lookalike {
  char32_t character;
  std::string_view ascii;
};

constexpr Lookalike lookalikes[] = {{0x2212, "-"},
                                    {0x2013, "-"},
                                    {0x2014, "-"},
                                    {0xFF0D, "-"},
                                    {0x00D7, "*"},
                                    {0x00B7, "*"},
                                    {0x22C5, "*"},
                                    {0x2217, "*"},
                                    {0x00F7, "/"},
                                    {0x2215, "/"},
                                    {0x2044, "/"},
                                    {0x2264, "<="},
                                    {0x2A7D, "<="},
                                    {0x2265, ">="},
                                    {0x2A7E, ">="},
                                    {0x2260, "!="},
                                    {0x2261, "=="},
                                    {0x21D2, "=>"},
                                    {0x2192, "->"},
                                    {0x2026, ".."},
                                    {0x2227, "and"},
                                    {0x2228, "or"},
                                    {0x00AC, "not"},
                                    {0x2200, "forall"},
                                    {0x2203, "exists"},
                                    {0x2208, "in"},
                                    {0x221E, "inf"},
                                    {0x03C0, "pi"},
                                    {0x03B3, "euler_gamma"},
                                    {0x03B8, "theta"},
                                    {0x03B1, "alpha"},
                                    {0x03B2, "beta"},
                                    {0x03BB, "lambda"},
                                    {0x2211, "sum(k, lo, hi, term)"},
                                    {0x220F, "prod(k, lo, hi, term)"},
                                    {0x222B, "integral(x, a, b, term)"},
                                    {0x221A, "sqrt(x)"},
                                    {0x00B2, "^2"},
                                    {0x00B3, "^3"},
                                    {0xFF08, "("},
                                    {0xFF09, ")"},
                                    {0xFF0C, ","},
                                    {0xFF1A, ":"},
                                    {0xFF1B, ";"},
                                    {0x2308, "ceil(x)"},
                                    {0x230A, "floor(x)"},
                                    {0x00A0, "an ordinary space"},
                                    {0x3000, "an ordinary space"},
                                    {0xFEFF, "the formula without a byte order mark"}};

}  // namespace

std::string_view ascii_spelling(char32_t c) {
  for (const auto& l : lookalikes)
    if (l.character == c) return l.ascii;
  return {};
}

}  // namespace posproof::detail
