#pragma once
#include "planted.hpp"

// Oracle: sum c_i cos(w_i (x - p)) with c_i > 0 has its maximum sum c_i at x = p, exactly.

namespace posproof::planted {

/// A sum of cosines that peaks at `place` and nowhere else higher, with its exact peak value. The frequencies are rational, not
/// zero, and below pi, so among integers only `place` attains the peak.
struct Peak {
  std::string sum;
  std::string height;
};

inline Peak planted_peak(Random& r, const std::string& variable, const std::string& place) {
  Peak out;
  long twelfths = 0;
  const long terms = pick(r, 1, 4);
  for (long i = 0; i < terms; ++i) {
    const long c = pick(r, 1, 30), up = pick(r, 1, 31), down = pick(r, 11, 400);
    twelfths += c;
    const std::string w = text(up) + "/" + text(down), x = variable + " - " + place;
    const std::string angle =
        pick(r, std::vector<std::string>{w + "*(" + x + ")", "(" + x + ")*" + w, w + "*" + variable + " - " + place + "*" + w,
                                         "(" + x + ")/(" + text(down) + "/" + text(up) + ")"});
    const std::string wave = pick(r, 0, 2) == 0 ? "sin(" + angle + " + pi/2)" : "cos(" + angle + ")";
    out.sum += (i == 0 ? "" : " + ") + (pick(r, 0, 1) ? text(c) + "/12*" + wave : wave + "*" + text(c) + "/12");
  }
  if (pick(r, 0, 3) == 0) {  // a loop as users write them
    const long count = pick(r, 2, 6);
    out.sum += " + sum(t, 1, " + text(count) + ", cos((" + variable + " - " + place + ")*2^(-t)))";
    twelfths += 12 * count;
  }
  out.height = text(twelfths) + "/12";
  return out;
}

/// The claim "everywhere the sum is at most its peak + delta", or something that is equivalent to it or to its negation.
struct Wording {
  std::string claim;
  bool true_when_above;  ///< truth of the claim when delta > 0
};

inline Wording worded(Random& r, const std::string& variable, const std::string& domain, const Peak& p,
                      const std::string& bound) {
  const std::string in = variable + " in " + domain + ": ";
  switch (pick(r, 0, 7)) {
    case 0: return {"forall " + in + p.sum + " < " + bound, true};
    case 1: return {"forall " + in + bound + " >= " + p.sum, true};
    case 2: return {"forall " + in + "not " + p.sum + " > " + bound, true};
    case 3: return {"exists " + in + p.sum + " > " + bound, false};
    case 4: return {"not (exists " + in + p.sum + " >= " + bound + ")", true};
    case 5: return {"forall " + in + "abs(" + p.sum + ") <= " + bound, true};
    case 6: return {"forall " + in + p.sum + " <= " + bound + " and -2 <= cos(" + variable + ")", true};
    default: return {"forall " + in + p.sum + " <= " + bound, true};
  }
}

inline std::string bound_text(const Peak& p, bool above, const std::string& margin) {
  return "(" + p.height + (above ? " + " : " - ") + margin + ")";
}

/// Value of the only witness variable, if there is a witness.
inline std::optional<std::string> witness_of(const Verdict& v) {
  const auto* p = std::get_if<Proved>(&v);
  const auto* q = std::get_if<Refuted>(&v);
  const auto& w = p ? p->witness() : q ? q->witness() : std::optional<Witness>{};
  if (!w || w->values.size() != 1) return std::nullopt;
  return w->values[0].second;
}

/// Whether the sum certainly reaches the bound at this element, by the other kernel.
inline bool attains(const Peak& p, const std::string& at, const std::string& bound, bool in_size) {
  const auto claim = testing::claim((in_size ? "abs(s(" : "(s(") + at + ")) >= " + bound, {"s(n) = " + p.sum});
  return std::holds_alternative<Proved>(decide(claim, quick(Kernel::mpfi)));
}

}  // namespace posproof::planted
