#include <algorithm>

#include "coq_print.hpp"
#include "posproof/certify/coq.hpp"

// The claim as data of PosproofClaims.v. Variables are counted from the innermost binder of their kind.

namespace posproof::coq {
namespace {

class Data {
 public:
  std::string formula(const Formula& f) {
    using Kind = Formula::Kind;
    switch (f.kind) {
      case Kind::relation: return "(Rel " + f.relation + " " + term(*f.lhs) + " " + term(*f.rhs) + ")";
      case Kind::conj: return "(And " + formula(*f.args[0]) + " " + formula(*f.args[1]) + ")";
      case Kind::disj: return "(Or " + formula(*f.args[0]) + " " + formula(*f.args[1]) + ")";
      case Kind::implies: return "(Imp " + formula(*f.args[0]) + " " + formula(*f.args[1]) + ")";
      case Kind::negation: return "(Not " + formula(*f.args[0]) + ")";
      default: return quantified(f);
    }
  }

 private:
  std::string quantified(const Formula& f) {
    const bool universal = f.kind == Formula::Kind::all_integers || f.kind == Formula::Kind::all_reals;
    const bool integer = binds_integer(f);
    std::string text = universal ? (integer ? "(AllZ " : "(AllR ") : (integer ? "(SomeZ " : "(SomeR ");
    text += (integer ? domain(f.domain) + " " + number(f.witness) : segment(f.segment) + " " + term(*f.real_witness)) + " ";
    auto& stack = integer ? integers_ : reals_;
    stack.push_back(f.slot);
    text += formula(*f.args[0]) + ")";
    stack.pop_back();
    return text;
  }

  static std::string number(const Integer& z) { return z < 0 ? "(" + z.get_str() + ")" : z.get_str(); }

  static std::string place(const std::vector<int>& stack, int slot) {
    const auto found = std::find(stack.rbegin(), stack.rend(), slot);
    if (found == stack.rend()) throw CannotExport("a variable outside its binder");
    return std::to_string(found - stack.rbegin());
  }

  std::string index(const Index& i) const {
    using Kind = Index::Kind;
    const auto compound = [&](const char* name) {
      std::string text = std::string("(") + name;
      for (const Index& a : i.args) text += " " + index(a);
      return text + ")";
    };
    switch (i.kind) {
      case Kind::number: return "(INum " + number(i.number) + ")";
      case Kind::variable: return "(IVar " + place(integers_, i.slot) + ")";
      case Kind::neg: return compound("INeg");
      case Kind::add: return compound("IAdd");
      case Kind::sub: return compound("ISub");
      case Kind::mul: return compound("IMul");
      case Kind::div: break;
    }
    return compound("IDiv");
  }

  std::string term(const Term& t) {
    using Kind = Term::Kind;
    switch (t.kind) {
      case Kind::number: return "(Num " + number(t.number) + ")";
      case Kind::pi: return "Pi";
      case Kind::real: return "(Var " + place(reals_, t.slot) + ")";
      case Kind::integer: return "(Int " + index(t.index) + ")";
      case Kind::unary: return "(Un " + t.op + " " + term(*t.args[0]) + ")";
      case Kind::binary: return "(Bin " + t.op + " " + term(*t.args[0]) + " " + term(*t.args[1]) + ")";
      case Kind::natural_power: return "(PowN " + term(*t.args[0]) + " " + t.number.get_str() + ")";
      case Kind::integer_power: return "(PowZ " + term(*t.args[0]) + " " + index(t.index) + ")";
      case Kind::integral: throw CannotExport("an integral is exported only where a lemma has its form");
      default: break;
    }
    std::string text = std::string(t.kind == Kind::sum ? "(SumE " : "(ProdE ") + index(t.index) + " " + index(t.last) + " ";
    integers_.push_back(t.slot);
    text += term(*t.args[0]) + ")";
    integers_.pop_back();
    return text;
  }

  std::string domain(const IntegerDomain& d) const {
    using Kind = IntegerDomain::Kind;
    if (d.kind == Kind::members) {
      std::string list;
      for (const Integer& m : d.members) list += number(m) + " :: ";
      return "(Members (" + list + "nil)%Z)";
    }
    if (d.kind == Kind::at_least) return "(AtLeast " + index(d.lo) + ")";
    if (d.kind == Kind::range) return "(Range " + index(d.lo) + " " + index(d.hi) + ")";
    return "(Stepped " + index(d.lo) + " " + index(d.hi) + " " + number(d.step) + ")";
  }

  std::string segment(const Segment& s) {
    using Kind = Segment::Kind;
    const auto two = [&](const char* name) { return std::string("(") + name + " " + term(*s.lo) + " " + term(*s.hi) + ")"; };
    switch (s.kind) {
      case Kind::closed: return two("Closed");
      case Kind::left_open: return two("LeftOpen");
      case Kind::right_open: return two("RightOpen");
      case Kind::open: return two("Open");
      case Kind::from: return "(From " + term(*s.lo) + ")";
      case Kind::above: return "(Above " + term(*s.lo) + ")";
      case Kind::up_to: return "(UpTo " + term(*s.hi) + ")";
      case Kind::below: return "(Below " + term(*s.hi) + ")";
      case Kind::line: break;
    }
    return "Line";
  }

  std::vector<int> integers_, reals_;
};

}  // namespace

std::string as_data(const Formula& f) { return Data().formula(f); }

}  // namespace posproof::coq
