#pragma once
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
  Form(const Number& x) : Form(x.exact ? *x.exact : throw Undefined("an exact value is needed")) {}
  Form(const Constant& c) : Form(generator(c.name)) {}
  /// A variable whose values are at least `least`, or above it if `beyond`, and in `range`, as far as that is known.
  static Form variable(long slot, const std::optional<mpq_class>& least, bool beyond, const std::optional<Number>& range) {
    const int sign = !least || *least < 0 ? -1 : *least > 0 || beyond ? 1 : 0;
    const std::string name = (sign > 0 ? "v+" : sign == 0 ? "v0" : "v-") + std::to_string(slot);
    if (range) ranges[name] = *range;
    return generator(name);
  }
  /// Of another identity.
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
  friend std::pair<Form, Form> sin_cos(const Form& f) {  // (e^(if) - e^(-if))/(2i), (e^(if) + e^(-if))/2
    const Form forth = f.exponential(true), back = (-f).exponential(true);
    return {Form().add(forth, {0, {-1, 2}}).add(back, {0, {1, 2}}), Form().add(forth, {{1, 2}}).add(back, {{1, 2}})};
  }
  /// Of a single term whose factors are positive.
  friend Form log(const Form& f) {
    if (f.terms_.size() != 1 || f.sign() <= 0) throw Undefined("logarithm of more than a positive product");
    const auto& [m, c] = *f.terms_.begin();
    Form sum = log_of(c.re.get_num()) - log_of(c.re.get_den());
    for (const auto& [g, q] : m) sum.add(g[0] == 'x' ? inside.at(g) : generator("l" + g), {q});
    return sum;
  }
  friend Form pow(const Form& base, const Form& exponent) {
    const mpq_class q = exponent.rational();
    if (exponent.constant() && q.get_den() == 1 && abs(q) <= 1000) {
      Form result = 1;
      for (mpz_class k = abs(q.get_num()); k > 0; --k) result = result * base;
      return q < 0 ? result.inverse() : result;
    }
    return exp(exponent * log(base));
  }

 private:
  struct Coefficient {
    mpq_class re = 0, im = 0;
    Coefficient operator*(const Coefficient& b) const { return {re * b.re - im * b.im, re * b.im + im * b.re}; }
  };
  using Monomial = std::map<std::string, mpq_class>;   ///< exponents of generators, none 0
  std::map<Monomial, Coefficient> terms_;              ///< none 0
  inline static std::map<std::string, Form> inside;    ///< what stands behind the letter of a generator x, y or r
  inline static std::map<std::string, Number> ranges;  ///< of variables with bounds

  static Form generator(const std::string& name, const mpq_class& exponent = 1) {
    Form f;
    f.add_product({{name, exponent}}, {}, {1});
    return f;
  }
  static int sign(const std::string& g) {
    // g[g[0] == 'l']: what is above 1, as all p are, has a positive logarithm
    return g[0] == 'v' ? (g[1] == '+') - (g[1] == '-') : g[g[0] == 'l'] == 'p' || g[0] == 'x' || g == "gamma" ? 1 : -1;
  }
  Form& add(const Form& f, const Coefficient& factor) {
    for (const auto& [m, c] : f.terms_) add(m, c * factor);
    return *this;
  }
  void add(const Monomial& m, const Coefficient& c) {
    const std::size_t limbs = mpz_size(c.re.get_num_mpz_t()) + mpz_size(c.re.get_den_mpz_t()) + mpz_size(c.im.get_num_mpz_t());
    charge(limbs <= 1 << 14 ? 20 + limbs : throw Undefined("a coefficient of more than 2^20 bits"));
    Coefficient& sum = terms_[m];
    sum.re += c.re, sum.im += c.im;
    if (sum.re == 0 && sum.im == 0) terms_.erase(m);
    if (terms_.size() > 100000) throw Undefined("a form of more than 10^5 terms");
  }
  void add_product(Monomial m, const Monomial& n, Coefficient c) {
    for (const auto& [g, q] : n) m[g] += q;
    for (auto& [g, q] : m)
      if (g[0] == 'p' && g != "pi") {  // 2^(7/3) = 4 2^(1/3)
        const mpz_class k = floor_step(q);
        if (k != 0) q -= k, c = c * Coefficient{*power(mpq_class(g.substr(1)), k).exact};
      }
    std::erase_if(m, [](const auto& factor) { return factor.second == 0; });
    add_in_parts(m, c);
  }
  static Monomial changed(Monomial m, const std::string& g, int by) {
    if ((m[g] += by) == 0) m.erase(g);
    return m;
  }
  /// With d = 1/(v - C), C not 0: v d = 1 + C d and d/v = (d - 1/v)/C.
  void add_in_parts(const Monomial& m, const Coefficient& c) {
    for (const auto& [d, q] : m) {
      const auto colon = d.find(':');
      const auto v = std::find_if(m.begin(), m.end(), [&, s = d.substr(1, colon - 1)](const auto& g) {
        return d[0] == 'd' && q >= 1 && g.first[0] == 'v' && g.first.substr(2) == s && abs(g.second) >= 1;
      });
      if (v == m.end()) continue;
      if (abs(v->second) > 1000) throw Undefined("a power beyond 1000");
      const mpq_class constant(d.substr(colon + 1)), factor = v->second > 0 ? constant : mpq_class(1 / constant);
      add_in_parts(changed(m, v->first, v->second > 0 ? -1 : 1), c * Coefficient{factor});
      if (v->second > 0) return add_in_parts(changed(changed(m, v->first, -1), d, -1), c);
      return add_in_parts(changed(m, d, -1), c * Coefficient{-factor});
    }
    add(m, c);
  }
  static std::string text(const Monomial& m) {
    std::string s;
    for (const auto& [g, q] : m) s += "(" + g + ")^" + q.get_str() + " ";
    return s;
  }

  /// Whether an enclosure of constants and bounded variables excludes 0.
  bool nonzero() const {
    Number sum = 0;
    for (const auto& [m, c] : terms_) {
      Number product = c.im == 0 ? Number(c.re) : throw Undefined("division by what may be 0");
      for (const auto& [g, q] : m) {
        if (g[0] != 'p' && !ranges.count(g)) return false;
        product = product * pow(g == "pi" ? pi() : g[0] == 'p' ? Number(mpq_class(g.substr(1))) : ranges[g], Number(q));
      }
      sum += product;
    }
    return !signs(sum).zero;
  }
  Form inverse() const {
    if (terms_.empty() || (sign() <= 0 && !nonzero())) throw Undefined("division by what may be 0");
    const auto& [m, c] = *terms_.rbegin();
    const auto& [first, c0] = *terms_.begin();
    const mpq_class norm = c.re * c.re + c.im * c.im;
    const bool linear = terms_.size() == 2 && first.empty() && m.size() == 1 && m.begin()->first[0] == 'v' &&
                        m.begin()->second == 1 && c0.im == 0 && c.im == 0;
    if (terms_.size() == 1) {
      Form f = 1;
      for (const auto& [g, q] : m) f = f * generator(g, -q);
      return Form().add(f, {c.re / norm, -c.im / norm});
    }
    const std::string slot = linear ? m.begin()->first.substr(2) + ":" : "";
    if (linear) return generator("d" + slot + mpq_class(-c0.re / c.re).get_str()) * Form(mpq_class(1 / c.re));
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
    if (most > 1000) throw Undefined("a power of a sum");
    Form product;
    for (const auto& [m, c] : terms_) {
      const mpq_class q = m.count(name) ? m.at(name) : mpq_class(0), k = most - q;
      if (k.get_den() != 1) throw Undefined("a root of a sum");
      Form rest;
      rest.add_product(m, {{name, -q}}, c);
      product += rest * pow(inside.at(name), Form(k));
    }
    return product.cleared();
  }

  /// e^f, or e^(if).
  Form exponential(bool turned) const {
    Form result = 1;
    for (const auto& [m, c] : terms_) {
      if (c.im != 0 || std::any_of(m.begin(), m.end(), [](const auto& g) { return g.first[0] == 'y'; }))
        throw Undefined("exponential of a trigonometric term");
      const bool log = !turned && m.size() == 1 && m.begin()->first[0] == 'l' && m.begin()->second == 1;
      const std::string name = log ? m.begin()->first.substr(1) : (turned ? "y" : "x") + text(m);  // e^(q log g) = g^q
      if (!log) inside[name].terms_ = {{m, {1}}};
      mpq_class q = c.re;
      if (turned && m == Monomial{{"pi", 1}}) {  // e^(i pi/2) = i
        const mpz_class quarters = floor_step(2 * q), k = ((quarters % 4) + 4) % 4;
        q -= mpq_class(quarters) / 2;
        const Coefficient turns[] = {{1}, {0, 1}, {-1}, {0, -1}};
        result = Form().add(result, turns[k.get_ui()]);
      }
      result = result * generator(name, q);
    }
    return result;
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
};

// What else the evaluator asks of a kind of number.
inline bool varies(const Form& f) { return !f.constant(); }
inline Number value_of(const Form& f) { return f.constant() ? Number(f.rational()) : throw Undefined("a value is not known"); }
inline Form sqrt(const Form& f) { return pow(f, Form(mpq_class(1, 2))); }
inline Form atan(const Form& f) { return f.vanishes() ? f : throw Undefined("arc tangent"); }
inline Form ci(const Form&) { throw Undefined("cosine integral"); }
inline Form stepped(const Form& f, Step step) { return stepped(value_of(f), step); }
inline Form hull(const Form&, const Form&) { throw Undefined("an uncertain condition"); }
inline Form max(const Form& a, const Form& b) {
  if ((a - b).sign() >= 0) return a;
  return (b - a).sign() >= 0 ? b : throw Undefined("the larger one is not known");
}

}  // namespace check
