#include "definitions.hpp"
#include "posproof/claim/prepare.hpp"

namespace posproof::detail {
namespace {

/// One built-in name of the field. Bodies see only these definitions and the built-in functions, never a user's.
struct Entry {
  const char* head;
  const char* body;
};

// t: pair index, 0..d/2-1 (the papers' i). d: head dimension (even). base: of the frequencies. s: scale factor L_new/L_old, or
// a relative distance in a score. L: context length of training. Angles in radians, positions and distances in tokens.
constexpr Entry table[] = {
    // Frequency of pair t = 0..d/2-1, radians per token. Source: decay-article 2.1; RoFormer, section 3.2.2.
    {"theta(t; d, base)", "base^(-2*t/d)"},
    // Tokens per turn of pair t. Source: YaRN, eq. 13.
    {"wavelength(t; d, base)", "2*pi/theta(t; d, base)"},
    // Decay sum at relative distance n. Source: decay-article 2.1. Theorem: T1.
    {"f(n; d, base)", "sum(t, 0, d/2 - 1, cos(n*theta(t; d, base)))"},
    // Limit of (2/d) f(n; d, base) for d -> inf, n > 0, base > 1. Theorem: T4.
    {"g(n; base)", "(ci(n) - ci(n/base))/log(base)"},
    // Sum of the moduli of the partial sums. Source: RoFormer, eq. 37; Position Interpolation, eq. 8. Theorem: T10.
    {"B(s; d, base)", "sum(k, 1, d/2, abs(sum(j, 0, k - 1, cis(s*theta(j; d, base)))))"},
    // Attention score at relative distance s for the amplitudes h, one complex number per pair; d = 2 length(h).
    // Source: Position Interpolation, section 2.2.
    {"score(s; h, base)", "sum(j, 0, length(h) - 1, re(h[j]*cis(s*theta(j; 2*length(h), base))))"},

    // Position that position interpolation maps m to, from context L2 into L. Source: Position Interpolation, eq. 4. Theorem:
    // T17.
    {"pi_position(m; L, L2)", "m*L/L2"},
    // NTK-aware base for scale s; d > 2. Source: YaRN, section 3.1. Theorem: T18.
    {"ntk_base(base; s, d)", "base*s^(d/(d - 2))"},
    // Frequencies under the NTK-aware base.
    {"ntk_theta(t; d, base, s)", "theta(t; d, ntk_base(base; s, d))"},

    // Turns of pair t within the context L. Source: YaRN, eq. 17.
    {"turns(t; d, base, L)", "L*theta(t; d, base)/(2*pi)"},
    // 0 below alpha, 1 above beta, linear between; alpha < beta. Source: YaRN, eq. 18.
    {"ramp(r; alpha, beta)", "min(1, max(0, (r - alpha)/(beta - alpha)))"},
    // Frequency c of which the share w is kept and the rest divided by s.
    {"blended(c; w, s)", "(1 - w)*c/s + w*c"},
    // YaRN's frequency of pair t by the paper's ramp in turns, alpha = 1, beta = 32. Source: YaRN, eqs. 19, 20.
    {"yarn(t; d, base, s, L)", "blended(theta(t; d, base); ramp(turns(t; d, base, L); 1, 32), s)"},
    // Pair index that makes r turns within L, a real number. Source: released code, find_correction_dim.
    {"yarn_pair(r; d, base, L)", "d*log(L/(2*pi*r))/(2*log(base))"},
    {"yarn_first(d; base, L)", "max(0, floor(yarn_pair(32; d, base, L)))"},
    {"yarn_last(d; base, L)", "min(d - 1, ceil(yarn_pair(1; d, base, L)))"},
    // YaRN's frequency of pair t as released: the ramp is linear in the pair tndex between the two rounded ends, and equal
    // ends are set 1/1000 apart. Source: Hugging Face modeling_rope_utils, _compute_yarn_parameters.
    {"yarn_released(t; d, base, s, L)",
     "blended(theta(t; d, base); 1 - ramp(t; yarn_first(d; base, L), if(yarn_first(d; base, L) == yarn_last(d; base, L), "
     "yarn_last(d; base, L) + 1/1000, yarn_last(d; base, L))), s)"},
    // Llama 3.1 scaling: kept above `high` turns, divided by `factor` below `low` turns, blended between; low < high.
    // Source: Hugging Face modeling_rope_utils, _compute_llama3_parameters.
    {"llama3(t; d, base, factor, low, high, L)", "blended(theta(t; d, base); ramp(turns(t; d, base, L); low, high), factor)"},

    // Slope of head h = 1..H. Source: ALiBi, section 3; extrapolation-article, ALiBi.
    {"alibi_slope(h; H)", "2^(-8*h/H)"},
    // Largest power of two that is at most H, for 1 <= H < 2^65. Counting keeps it exact where log2(H) is an integer.
    {"power_below(H)", "2^count(k, 1, 64, 2^k <= H)"},
    // Slope of head h = 1..H as released: with c = power_below(H), the first c heads take the slopes of c heads, the others
    // every second slope of 2 c heads. Source: ALiBi, released code, get_slopes.
    {"alibi_released(h; H)",
     "if(h <= power_below(H), alibi_slope(h; power_below(H)), alibi_slope(2*(h - power_below(H)) - 1; 2*power_below(H)))"},
    // Slope of head h = 1..H, H > 1, for a = inference length / training length. Source: extrapolation-article, NTK-ALiBi.
    // Theorem: T18.
    {"ntk_alibi(h; H, a)", "2^(-8*h/H)*a^(-(h - 1)/(H - 1))"},
};

std::vector<Definition> parsed_table() {
  std::vector<Definition> all;
  for (const auto& entry : table) all.push_back(make_definition({"<built-in>", entry.head}, {"<built-in>", entry.body}));
  return all;
}

}  // namespace

const DefinitionTable& prelude() {
  static const std::vector<Definition> definitions = parsed_table();
  static const DefinitionTable table_of_names(definitions);
  return table_of_names;
}

std::string usage(const Definition& d, bool built_in) {
  std::string text = d.name;
  for (std::size_t k = 0; k < d.parameters.size(); ++k)
    text += (k == 0 ? "(" : k == 1 && built_in ? "; " : ", ") + d.parameters[k];
  return d.parameters.empty() ? text : text + ")";
}

}  // namespace posproof::detail
