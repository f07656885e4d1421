#pragma once
#include <map>

#include "value.hpp"

// Real terms in a normal form: sums of c * g_1^q_1 ... g_m^q_m with c in Q(i), q_j rational and generators g_j that are named
// by texts. Every rule is an equality wherever the variables may be; one that might fail somewhere refuses by Undefined.
// **Theorem** C13.
//   pi, gamma     constants                        v+S v0S v-S   variable of slot S: positive, not negative, of any sign
//   pN            N > 1, under a fractional power  lG            logarithm of the generator G > 0
//   xM, yM        e^M, e^(iM), M a real monomial   dS:C, rF      1/(variable of slot S - C), 1/F

namespace check {

class Form {
 public:
  Form(long n = 0) : Form(mpq_class(n)) {}
  Form(const mpq_class& q) { add(Monomial(), Coefficient{q}); }
  Form(const Number& x) : Form(x.exact() ? x.rational() : throw Undefined("an exact value is needed")) {}
  Form(const Constant& c) : Form(generator(c.name)) {}
  /// A variable; its sign is 1 if positive everywhere, 0 if nowhere negative, else -1. Without bounds it has no range.
  static Form variable(int slot, int sign, const std::optional<Number>& range) {
    const std::string name = (sign > 0 ? "v+" : sign == 0 ? "v0" : "v-") + std::to_string(slot);
    if (range) ranges[name] = *range;
    return generator(name);
  }
  /// Of the variables and forms of another identity.
  static void forget() { inside.clear(), ranges.clear(); }
  /// Whether it is 0: certain if true.
  bool vanishes() const { return cleared().terms_.empty(); }
  /// 1 positive everywhere, 0 nowhere negative, -1 not known.
  int sign() const {
    int least = terms_.empty() ? 0 : 1;
    for (const auto& [m, c] : terms_) {
      if (c.im != 0 || c.re < 0) return -1;
      for (const auto& g : m) least = std::min(least, sign(g.first));
    }
    return least;
  }
  bool constant() const { return terms_.empty() || (terms_.size() == 1 && terms_.begin()->first.empty()); }
  mpq_class rational() const { return terms_.empty() ? mpq_class(0) : terms_.begin()->second.re; }
  /// An enclosure of its values.
  Number value() const {
    if (constant()) return rational();
    Value<Number> sum;
    for (const auto& [m, c] : terms_) {
      auto product = Value<Number>::complex(c.re, c.im);
      for (const auto& [g, q] : m) product = product * value_of(g, q);
      sum += product;
    }
    return sum.re;  // the form is real
  }

  friend Form operator+(Form a, const Form& b) { return a.add(b, {1}); }
  friend Form operator-(Form a, const Form& b) { return a.add(b, {-1}); }
  friend Form operator-(const Form& a) { return Form().add(a, {-1}); }
  friend Form& operator+=(Form& a, const Form& b) { return a.add(b, {1}); }
  friend Form operator*(const Form& a, const Form& b) {
    Form product;
    for (const auto& [m, c] : a.terms_)
      for (const auto& [n, d] : b.terms_) product.add_product(m, n, c * d);
    return product;
  }
  friend Form operator/(const Form& a, const Form& b) { return a * b.inverse(); }
  friend Form exp(const Form& f) { return f.exponential(false); }
  friend Form log(const Form& f) { return f.logarithm(); }
  friend std::pair<Form, Form> sin_cos(const Form& f) {  // (e^(if) - e^(-if))/(2i), (e^(if) + e^(-if))/2
    const Form forth = f.exponential(true), back = (-f).exponential(true);
    return {Form().add(forth, {0, {-1, 2}}).add(back, {0, {1, 2}}), Form().add(forth, {{1, 2}}).add(back, {{1, 2}})};
  }
  friend Form pow(const Form& base, const Form& exponent) { return base.raised(exponent); }

 private:
  struct Coefficient {
    mpq_class re = 0, im = 0;
    Coefficient operator*(const Coefficient& b) const { return {re * b.re - im * b.im, re * b.im + im * b.re}; }
  };
  using Monomial = std::map<std::string, mpq_class>;   ///< exponents of generators, none 0
  std::map<Monomial, Coefficient> terms_;              ///< none 0
  inline static std::map<std::string, Form> inside;    ///< what stands behind the letter of a generator x, y or r
  inline static std::map<std::string, Number> ranges;  ///< of variables

  [[noreturn]] static void refuse(const char* why) { throw Undefined(why); }
  static Form generator(const std::string& name, const mpq_class& exponent = 1) {
    Form f;
    f.add_product({{name, exponent}}, {}, {1});
    return f;
  }
  Form& add(const Form& f, const Coefficient& factor) {
    for (const auto& [m, c] : f.terms_) add(m, c * factor);
    return *this;
  }
  void add(const Monomial& m, const Coefficient& c) {
    charge(20);
    Coefficient& sum = terms_[m];
    sum.re += c.re, sum.im += c.im;
    if (sum.re == 0 && sum.im == 0) terms_.erase(m);
    if (terms_.size() > 100000) refuse("a form of more than 10^5 terms");
  }
  void add_product(Monomial m, const Monomial& n, Coefficient c) {
    for (const auto& [g, q] : n) m[g] += q;
    for (auto& [g, q] : m)
      if (g[0] == 'p' && g != "pi") {  // 2^(7/3) = 4 2^(1/3)
        const mpz_class k = floor_step(q);
        if (k != 0) q -= k, c = c * Coefficient{integer_power(mpq_class(g.substr(1)), k).rational()};
      }
    std::erase_if(m, [](const auto& factor) { return factor.second == 0; });
    add_in_parts(m, c);
  }
  /// With d = 1/(v - C), C not 0: v d = 1 + C d and d/v = (d - 1/v)/C.
  void add_in_parts(const Monomial& m, const Coefficient& c) {
    for (const auto& [d, q] : m) {
      const mpq_class constant_c(d[0] == 'd' ? d.substr(d.find(':') + 1) : "0");
      const auto v = std::find_if(m.begin(), m.end(), [&](const auto& g) {
        return g.first[0] == 'v' && g.first.substr(2) == d.substr(1, d.find(':') - 1);
      });
      if (constant_c == 0 || q < 1 || v == m.end() || abs(v->second) < 1) continue;
      const auto changed = [&](const std::string& g, int by) {
        Monomial r = m;
        if ((r[g] += by) == 0) r.erase(g);
        return r;
      };
      Monomial both = changed(v->first, -1);
      if ((both[d] -= 1) == 0) both.erase(d);
      if (v->second > 0) return add_in_parts(both, c), add_in_parts(changed(v->first, -1), c * Coefficient{constant_c});
      return add_in_parts(changed(v->first, 1), c * Coefficient{1 / constant_c}),
             add_in_parts(changed(d, -1), c * Coefficient{-1 / constant_c});
    }
    add(m, c);
  }

  /// 1 positive, 0 not negative, -1 not known.
  static int sign(const std::string& g) {
    return g[0] == 'v' ? (g[1] == '+' ? 1 : g[1] == '0' ? 0 : -1) : g[0] == 'p' || g[0] == 'x' || g == "gamma" ? 1 : -1;
  }
  static std::string text(const Monomial& m) {
    std::string s;
    for (const auto& [g, q] : m) s += "(" + g + ")^" + q.get_str() + " ";
    return s;
  }
  static Value<Number> value_of(const std::string& g, const mpq_class& q) {
    if (g[0] == 'p') return {pow(g == "pi" ? Number(pi()) : Number(mpq_class(g.substr(1))), Number(q))};
    if (g == "gamma") return {pow(Number(euler_gamma()), Number(q))};
    if (g[0] == 'v' && ranges.count(g)) return {pow(ranges.at(g), Number(q))};
    if (g[0] == 'x') return {exp(Number(q) * inside.at(g).value())};
    if (g[0] == 'r') return {pow(inside.at(g).value(), Number(mpq_class(-q)))};
    if (g[0] == 'l') return {pow(log(value_of(g.substr(1), 1).re), Number(q))};
    if (g[0] != 'y') refuse("no enclosure");
    const auto [s, c] = sin_cos(Number(q) * inside.at(g).value());
    return Value<Number>::complex(c, s);
  }

  Form inverse() const {
    if (sign() <= 0 && signs(value()).zero) refuse("division by what may be 0");
    const auto& [m, c] = *terms_.rbegin();
    if (terms_.size() == 1) {
      Form f;
      Monomial n;
      for (const auto& [g, q] : m) n[g] = -q;
      const mpq_class norm = c.re * c.re + c.im * c.im;
      f.add_product(n, {}, {c.re / norm, -c.im / norm});
      return f;
    }
    const auto& [first, c0] = *terms_.begin();
    if (terms_.size() == 2 && first.empty() && m.size() == 1 && m.begin()->first[0] == 'v' && m.begin()->second == 1)
      return generator("d" + m.begin()->first.substr(2) + ":" + mpq_class(-c0.re / c.re).get_str()) * Form(mpq_class(1 / c.re));
    std::string name = "r";
    for (const auto& [n, d] : terms_) name += text(n) + d.re.get_str() + "," + d.im.get_str() + ";";
    inside[name] = *this;
    return generator(name);
  }
  /// The form times powers of the forms that its generators r are reciprocals of, which are not 0.
  Form cleared() const {
    std::string name;
    mpq_class most = 0;
    for (const auto& [m, c] : terms_)
      for (const auto& [g, q] : m)
        if (g[0] == 'r' && (name.empty() || g == name)) name = g, most = std::max(most, q);
    if (name.empty()) return *this;
    Form product;
    for (const auto& [m, c] : terms_) {
      Form term;
      Monomial rest = m;
      mpq_class k = most;
      if (rest.count(name)) k -= rest[name], rest.erase(name);
      term.add(rest, c);
      if (k.get_den() != 1 || k > 1000) refuse("a root of a sum");
      for (; k > 0; --k) term = term * inside.at(name);
      product += term;
    }
    return product.cleared();
  }

  /// e^f, or e^(if).
  Form exponential(bool turned) const {
    Form result = 1;
    for (const auto& [m, c] : terms_) {
      if (c.im != 0 || std::any_of(m.begin(), m.end(), [](const auto& g) { return g.first[0] == 'y'; }))
        refuse("exponential of a trigonometric term");
      const bool log = !turned && m.size() == 1 && m.begin()->first[0] == 'l' && m.begin()->second == 1;
      const std::string name = log ? m.begin()->first.substr(1) : (turned ? "y" : "x") + text(m);  // e^(q log g) = g^q
      if (!log) inside[name].terms_ = {{m, {1}}};
      mpq_class q = c.re;
      if (turned && m == Monomial{{"pi", 1}}) {  // e^(i pi/2) = i
        const mpz_class quarters = floor_step(2 * q), k = ((quarters % 4) + 4) % 4;
        q -= mpq_class(quarters, 2);
        const Coefficient turns[] = {{1}, {0, 1}, {-1}, {0, -1}};
        result = Form().add(result, turns[k.get_ui()]);
      }
      result = result * generator(name, q);
    }
    return result;
  }
  /// Of a single term whose factors are positive.
  Form logarithm() const {
    if (terms_.size() != 1 || sign() <= 0) refuse("logarithm of more than a positive product");
    const auto& [m, c] = *terms_.begin();
    Form sum = log_of(c.re.get_num()) - log_of(c.re.get_den());
    for (const auto& [g, q] : m) sum.add(g[0] == 'x' ? inside.at(g) : generator("l" + g), {q});
    return sum;
  }
  static const Form& log_of(const mpz_class& n) {
    static std::map<mpz_class, Form> known;
    const auto [it, fresh] = known.try_emplace(n);
    mpz_class rest = fresh ? n : mpz_class(1);
    for (mpz_class p = 2; rest > 1; ++p) {
      if (p > 10000) p = rest;  // a cofactor without small factors stays as it is
      for (; rest % p == 0; rest /= p) it->second += generator("lp" + p.get_str());
    }
    return it->second;
  }
  Form raised(const Form& exponent) const {
    const mpq_class q = exponent.rational();
    if (exponent.constant() && q.get_den() == 1 && abs(q) <= 1000) {
      const Form x = q < 0 ? inverse() : *this;
      Form result = 1;
      for (mpz_class k = abs(q.get_num()); k > 0; --k) result = result * x;
      return result;
    }
    if (!(exponent.constant() && q > 0 && terms_.size() == 1 && sign() == 0)) return exp(exponent * logarithm());
    Form roots;  // of what may be 0
    Monomial m = terms_.begin()->first;
    for (auto& [g, e] : m) e *= q;
    roots.add_product(m, {}, {1});
    return roots * exp(exponent * Form(terms_.begin()->second.re).logarithm());
  }
};

// What else the evaluator asks of a kind of number.
inline bool varies(const Form& f) { return !f.constant(); }
inline Number value_of(const Form& f) { return f.value(); }
inline Form sqrt(const Form& f) { return pow(f, Form(mpq_class(1, 2))); }
inline Form atan(const Form& f) { return f.constant() ? Form(atan(f.value())) : throw Undefined("arc tangent"); }
inline Form ci(const Form&) { throw Undefined("cosine integral"); }
inline Form stepped(const Form& f, Step step) { return stepped(f.value(), step); }
inline Form either(const Form&, const Form&) { throw Undefined("an uncertain condition"); }
inline Form max(const Form& a, const Form& b) {
  if ((a - b).sign() >= 0) return a;
  if ((b - a).sign() >= 0) return b;
  const Signs s = signs((a - b).value());
  return s.negative && s.positive ? throw Undefined("the larger one is not known") : s.negative ? b : a;
}

}  // namespace check
