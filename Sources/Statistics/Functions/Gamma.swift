import Glibc

/// The natural logarithm of the gamma function for x > 0; infinite at 0, not-a-number below.
///
/// Stirling's series, after the recurrence ln Γ(x) = ln Γ(x + 1) - ln x has raised x to 10
/// (Abramowitz & Stegun 1964, 6.1.15 and 6.1.41). Our own rather than the C library's: that one writes a global.
public func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? .infinity : .nan }
    var raised = x
    var product = 1.0
    while raised < 10 {
        product *= raised
        raised += 1
    }
    return (raised - 0.5) * log(raised) - raised + 0.5 * log(2 * .pi) + stirlingRemainder(raised) - log(product)
}

/// What Stirling's formula leaves: ln Γ(x) - [(x - 1/2) ln x - x + ln(2π)/2], for x >= 10.
///
/// Seven terms of the asymptotic series; the first one left out is below 3e-17.
func stirlingRemainder(_ x: Double) -> Double {
    let square = 1 / (x * x)
    return stirlingCoefficients.reduce(0) { $0 * square + $1 } / x
}

/// Of 1/x¹³, 1/x¹¹ ... 1/x.
private let stirlingCoefficients: [Double] = [1 / 156, -691 / 360_360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12]

/// e - ln(1 + e) for e > -1, without the cancellation that this has near 0.
///
/// With r = e / (2 + e): ln(1 + e) = 2 artanh r and e = 2r + r e, so the difference is r e - 2 (r³/3 + r⁵/5 + ...).
func logExcess(_ e: Double) -> Double {
    guard abs(e) < 0.5 else { return e - log1p(e) }
    let r = e / (2 + e)
    let square = r * r
    var power = square * r
    var sum = 0.0
    var odd = 3.0
    while abs(power) > 1e-18 * abs(r * e) {
        sum += power / odd
        power *= square
        odd += 2
    }
    return r * e - 2 * sum
}

/// The regularised upper incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a), for a > 0 and x >= 0.
///
/// Power series of P = 1 - Q below a + 1, continued fraction above (Abramowitz & Stegun 6.5.29 and 6.5.31; the fraction
/// in the even form, evaluated by Lentz's method). Arguments outside the domain give not-a-number.
public func upperGamma(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0 else { return .nan }
    if x == 0 { return 1 }
    if x == .infinity { return 0 }
    let prefactor = gammaPrefactor(a, x)
    return x < a + 1 ? 1 - prefactor * lowerSeries(a, x) : prefactor * upperFraction(a, x)
}

/// xᵃ e⁻ˣ / Γ(a), written around its peak for large a, where the three factors would overflow or cancel.
private func gammaPrefactor(_ a: Double, _ x: Double) -> Double {
    guard a >= 10 else { return exp(a * log(x) - x - logGamma(a)) }
    return (a / (2 * .pi)).squareRoot() * exp(-a * logExcess((x - a) / a) - stirlingRemainder(a))
}

/// Σ xⁿ / (a (a+1) ... (a+n)).
private func lowerSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var n = a
    while term > sum * 1e-17 {
        n += 1
        term *= x / n
        sum += term
    }
    return sum
}

/// 1 / (x + 1 - a - 1(1-a) / (x + 3 - a - 2(2-a) / (x + 5 - a - ...))).
private func upperFraction(_ a: Double, _ x: Double) -> Double {
    var fraction = LentzFraction(denominator: x + 1 - a)
    var n = 0.0
    while !fraction.hasConverged {
        n += 1
        fraction.append(numerator: n * (a - n), denominator: x + 1 - a + 2 * n)
    }
    return fraction.value
}
